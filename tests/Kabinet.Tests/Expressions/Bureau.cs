using Kabinet.Engine;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Fields;
using Kabinet.Engine.Model;

namespace Kabinet.Tests.Expressions;

/// <summary>A small bureau to write expressions about: people, partner companies, requests with lines and files.</summary>
internal static class Bureau
{
    private const string User = """
        entity: user
        extend: true
        fields:
          partner: { kind: ref, to: partner, inverse: people }
          salary: { kind: money }
        """;

    private const string Partner = """
        entity: partner
        title: Партнёр
        fields:
          title: { kind: text }
          level: { kind: choice, choices: { basic: Базовый, gold: Золотой } }
          discount: { kind: decimal, scale: 4 }
          manager: { kind: ref, to: user }
        """;

    private const string Request = """
        entity: request
        title: Заявка
        fields:
          partner: { kind: ref, to: partner, inverse: requests }
          manager: { kind: ref, to: user }
          parent: { kind: ref, to: request, inverse: children }
          status: { kind: choice, choices: { new: Новая, work: В работе, done: Завершена } }
          address: { kind: text }
          house_type: { kind: choice, choices: { panel: Панельный, brick: Кирпичный, monolith: Монолит } }
          area: { kind: decimal, scale: 3 }
          rooms: { kind: number }
          price: { kind: money }
          paid: { kind: money, computed: "sum(lines.amount where paid_on is not null)" }
          debt: { kind: money, computed: price - paid }
          already_done: { kind: yes_no }
          promised_on: { kind: date }
          status_since: { kind: datetime }
        """;

    private const string Line = """
        entity: line
        title: Строка
        fields:
          request: { kind: ref, to: request, inverse: lines }
          service: { kind: text }
          quantity: { kind: number }
          amount: { kind: money }
          paid_on: { kind: date }
        """;

    public static readonly TimeZoneInfo Moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");
    public static readonly IReadOnlyDictionary<string, Entity> Entities = Link();

    public static Entity Requests => Entities["request"];

    public static ExpressionContext Context => new() { Entities = Entities, Zone = Moscow };

    public static Expression Check(string text, ExpressionContext? context = null) =>
        ExpressionChecker.Check(text, Requests, context ?? Context);

    /// <summary>A reader who may read everything but the salary, and only records of the partner 7.</summary>
    public static ExpressionContext Reader => Context with
    {
        Expected = DataType.YesNo,
        MayRead = (_, read) => read.Key != "salary",
        RuleOfStep = reference => reference.To!.Key == "partner" ? ExpressionChecker.Check("id = 7", reference.To, Context)
            : reference.Key == "parent" ? Expression.False : Expression.True,
        RuleOfCollection = collection => collection.Key == "children" ? null : collection.Key == "lines"
            ? ExpressionChecker.Check("quantity > 0", collection.Entity, Context) : Expression.True,
    };

    private static Dictionary<string, Entity> Link()
    {
        var texts = new[] { User, Partner, Request, Line };
        var written = TestSolutions.Read(
            [.. texts.Select(text => ($"entities/{text.Split('\n')[0]["entity: ".Length..].Trim()}.yaml", text))]);
        var entities = written.Entities.Values.ToDictionary(definition => definition.Entity, definition => new Entity(definition));
        foreach (var entity in entities.Values) AddFields(entity);
        foreach (var field in entities.Values.SelectMany(entity => entity.Fields))
            field.To = field.Definition.To is { } key ? entities[key] : null;
        foreach (var entity in entities.Values) entity.Collections = Collections(entity, entities);
        foreach (var field in entities.Values.SelectMany(entity => entity.Fields).Where(field => field.Definition.Computed is not null))
            field.Computed = ExpressionChecker.Check(field.Definition.Computed!, field.Entity,
                new() { Entities = entities, Zone = Moscow, Target = field });
        return entities;
    }

    private static void AddFields(Entity entity)
    {
        var id = new FieldDefinition { Kind = "ref", To = entity.Key };
        entity.Add(new(entity, "id", id, PlatformKinds.All.Field("ref")!) { IsSystem = true });
        foreach (var (key, field) in entity.Definition.Fields) entity.Add(new(entity, key, field, PlatformKinds.All.Field(field.Kind)!));
        var moment = new FieldDefinition { Kind = "datetime" };
        entity.Add(new(entity, "created_at", moment, PlatformKinds.All.Field("datetime")!) { IsSystem = true });
    }

    private static Dictionary<string, Collection> Collections(Entity owner, Dictionary<string, Entity> entities)
    {
        var references = from entity in entities.Values from field in entity.Fields where ReferenceEquals(field.To, owner)
            && field.Definition.Inverse is not null select field;
        var collections = references.ToDictionary(field => field.Definition.Inverse!, field =>
            new Collection(field.Definition.Inverse!, owner, field.Entity, field));
        var files = entities["file"];
        if (owner.Key == "request") collections["files"] = new("files", owner, files, files["record"]) { OwnerKey = files["entity"] };
        return collections;
    }
}
