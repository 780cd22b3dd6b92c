using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Yaml;

/// <summary>
/// Fills in fields that are like another one (<c>like: request.house_type</c>): they take what their values are, and everything later sees
/// complete fields. What a field writes itself wins.
/// </summary>
internal sealed class LikeFields(IReadOnlyDictionary<string, EntityDefinition> entities, List<Problem> problems)
{
    /// <summary>The entities with complete fields and inputs.</summary>
    public OrderedDictionary<string, EntityDefinition> Filled()
    {
        var filled = new OrderedDictionary<string, EntityDefinition>(StringComparer.Ordinal);
        foreach (var (key, entity) in entities) filled[key] = Filled(entity);
        return filled;
    }

    private EntityDefinition Filled(EntityDefinition entity) => entity with
    {
        Fields = With(entity.Fields, field => Complete(entity, field, [])),
        Lifecycle = entity.Lifecycle is not { } lifecycle ? null : lifecycle with
        {
            Transitions = With(lifecycle.Transitions, transition => transition with
            {
                Ask = With(transition.Ask, ask => ask.Input is { } input ? ask with { Input = Complete(entity, input, []) } : ask),
            }),
        },
    };

    private static OrderedDictionary<string, T> With<T>(IReadOnlyDictionary<string, T> map, Func<T, T> change)
    {
        var changed = new OrderedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var (key, value) in map) changed[key] = change(value);
        return changed;
    }

    private FieldDefinition Complete(EntityDefinition entity, FieldDefinition field, HashSet<FieldDefinition> seen)
    {
        if (field.Like is not { } path) return field;
        var at = field.PlaceOf("like");
        if (!seen.Add(field))
        {
            problems.Add(new(at, new("problem.field.like_circle", path)));
            return Unread(field);
        }
        var (owner, key) = path.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? (path[..dot], path[(dot + 1)..])
            : (entity.Entity, path);
        if (!entities.TryGetValue(owner, out var other)) return Refuse(field, new("problem.no.entity", owner), owner, entities.Keys);
        if (other.Fields.TryGetValue(key, out var model)) return Taken(field, Complete(other, model, seen));
        return other.MayHave("fields", key) ? Unread(field)
            : Refuse(field, new("problem.no_field", owner, key), key, other.Fields.Keys);
    }

    private FieldDefinition Refuse(FieldDefinition field, Words.Message reason, string name, IEnumerable<string> names)
    {
        problems.Add(new(field.PlaceOf("like"), reason, Spelling.Suggest(name, names)));
        return Unread(field);
    }

    private static FieldDefinition Unread(FieldDefinition field) =>
        field with { Unparsed = new HashSet<string>(field.Unparsed) { "kind" } };

    private static FieldDefinition Taken(FieldDefinition field, FieldDefinition model)
    {
        var wins = field.KeysAt.ContainsKey;
        return field with
        {
            Kind = wins("kind") ? field.Kind : model.Kind,
            Title = wins("title") ? field.Title : model.Title,
            Help = wins("help") ? field.Help : model.Help,
            To = wins("to") ? field.To : model.To,
            Role = wins("role") ? field.Role : model.Role,
            Choices = wins("choices") ? field.Choices : model.Choices,
            Scale = wins("scale") ? field.Scale : model.Scale,
            Min = wins("min") ? field.Min : model.Min,
            Max = wins("max") ? field.Max : model.Max,
            Length = wins("length") ? field.Length : model.Length,
            Digits = wins("digits") ? field.Digits : model.Digits,
            Multiline = wins("multiline") ? field.Multiline : model.Multiline,
            Natural = wins("natural") ? field.Natural : model.Natural,
            Unit = wins("unit") ? field.Unit : model.Unit,
            Unparsed = model.Knows("kind") ? field.Unparsed : new HashSet<string>(field.Unparsed) { "kind" },
        };
    }
}
