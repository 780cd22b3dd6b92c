using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Solutions.Yaml;

/// <summary>
/// Writes the default pages of entities (<c>pages:</c> of an entity): a list, a page of the record, a form. They are bound like pages of
/// files, so everything later knows only pages. A page of the solution with the same key takes their place.
/// </summary>
internal sealed class DefaultPages(Binder binder, SolutionDefinition solution)
{
    private const int MostColumns = 7;

    /// <summary>The pages of the solution with the default ones after them.</summary>
    public OrderedDictionary<string, PageDefinition> Added()
    {
        var pages = new OrderedDictionary<string, PageDefinition>(solution.Pages, StringComparer.Ordinal);
        foreach (var entity in solution.Entities.Values)
            if (entity.Pages is { } wanted)
                foreach (var node in Of(entity, wanted))
                    if (binder.Bind<PageDefinition>(node) is { } page) pages.TryAdd(page.Page, page);
        return pages;
    }

    /// <summary>Keys of the default pages of an entity: the list, the record, the form.</summary>
    public static (string List, string Record, string Form) KeysOf(string entity) => ($"{entity}_list", entity, $"{entity}_new");

    private IEnumerable<Node> Of(EntityDefinition entity, DefaultPagesDefinition wanted)
    {
        var (list, record, form) = KeysOf(entity.Entity);
        var yaml = new Yaml(wanted.At);
        var path = wanted.Path ?? $"/{entity.Entity.Replace('_', '-')}";
        var (title, plural) = (TitleOf(entity), entity.Plural ?? TitleOf(entity));
        var (readers, makers) = (With(wanted.Roles, entity, grant => grant.Read), With(wanted.Roles, entity, grant => grant.Create));
        if (readers.Count > 0)
        {
            yield return yaml.Map([("page", yaml.Text(list)), ("path", yaml.Text(path)), ("title", yaml.Text(plural)),
                .. Was(yaml, entity, keys => keys.List), ("roles", yaml.List(readers)),
                ("menu", yaml.Map(("icon", yaml.Text(wanted.Icon ?? entity.Icon ?? "list")), ("order", yaml.Text($"{wanted.Order}")))),
                ("blocks", yaml.List([yaml.Map([("block", yaml.Text("grid")), ("entity", yaml.Text(entity.Entity)),
                    ("columns", yaml.List(Columns(entity))), ("filters", yaml.List(Filters(entity))),
                    .. Quick(yaml, entity),
                    .. makers.Count > 0 ? new[] { ("create", (Node)yaml.Text(form)) } : []])]))]);
            yield return yaml.Map([("page", yaml.Text(record)), ("path", yaml.Text($"{path}/{{id}}")), ("title", yaml.Text(title)),
                .. Was(yaml, entity, keys => keys.Record), ("roles", yaml.List(readers)),
                ("blocks", yaml.List([Record(yaml, entity, wanted.Roles)]))]);
        }
        if (makers.Count > 0)
            yield return yaml.Map([("page", yaml.Text(form)), ("path", yaml.Text($"{path}/new")),
                ("title", yaml.Text(NewOf(entity, title))), .. Was(yaml, entity, keys => keys.Form), ("roles", yaml.List(makers)),
                ("blocks", yaml.List([yaml.Map(("block", yaml.Text("form")), ("entity", yaml.Text(entity.Entity)),
                    ("sections", yaml.List([yaml.Map(("fields", yaml.List(Written(entity.Fields))))])))]))]);
    }

    private MapNode Record(Yaml yaml, EntityDefinition entity, IReadOnlyList<string> roles)
    {
        var blocks = new List<Node>();
        if (entity.Files.Count > 0)
            blocks.Add(yaml.Map(("block", yaml.Text("files")), ("groups", yaml.List(entity.Files.Keys))));
        foreach (var (part, field) in Parts(entity))
            if (With(roles, part, grant => grant.Read) is { Count: > 0 } readers)
                blocks.Add(yaml.Map(("block", yaml.Text("grid")), ("title", yaml.Text(part.Plural ?? TitleOf(part))),
                    ("of", yaml.Text(field.Inverse!)), ("roles", yaml.List(readers)), ("inline", yaml.Text("true")),
                    ("columns", yaml.List(part.Fields.Where(other => other.Value != field).Select(other => other.Key).Take(MostColumns)))));
        return yaml.Map(("block", yaml.Text("record")), ("entity", yaml.Text(entity.Entity)),
            ("sections", yaml.List([yaml.Map(("fields", yaml.List(["*"])))])),
            ("blocks", yaml.List(blocks)),
            ("tabs", yaml.Map(("history", yaml.Map(("title", yaml.Text(Texts.Catalogue["history.title"])),
                ("blocks", yaml.List([yaml.Map(("block", yaml.Text("history")))])))))));
    }

    private IEnumerable<(EntityDefinition Entity, FieldDefinition Field)> Parts(EntityDefinition owner) =>
        solution.Entities.Values.SelectMany(part => part.Fields.Values
            .Where(field => field is { Part: true, Inverse: not null } && field.To == owner.Entity).Select(field => (part, field)));

    private static LocalizedText TitleOf(EntityDefinition entity) => entity.Title ?? LocalizedText.Same(entity.Entity);

    /// <summary>The name of a record first: the first column is the widest.</summary>
    private static IEnumerable<string> Columns(EntityDefinition entity)
    {
        var name = entity.Label ?? (entity.Number is not null ? SystemFields.Number : null);
        if (name is not null) yield return name;
        if (entity.Number is not null && name != SystemFields.Number) yield return SystemFields.Number;
        foreach (var (key, _) in entity.Fields.Where(field => !field.Value.Multiline && field.Key != name).Take(MostColumns))
            yield return key;
        if (entity.Lifecycle is not null) yield return SystemFields.Status;
    }

    private static IEnumerable<string> Filters(EntityDefinition entity) =>
        (entity.Lifecycle is null ? [] : new[] { SystemFields.Status })
            .Concat(entity.Fields.Where(field => field.Value.Kind is "choice" or "ref" or "yes_no").Select(field => field.Key));

    /// <summary>What is not finished first, and everything; nothing where no state is final.</summary>
    private static (string, Node)[] Quick(Yaml yaml, EntityDefinition entity)
    {
        var final = entity.Lifecycle?.States.Where(state => state.Value.Final).Select(state => $"'{state.Key}'").ToList() ?? [];
        return final.Count == 0 ? [] : [("quick", yaml.Map(
            ("open", yaml.Map(("title", yaml.Text(Texts.Catalogue["pages.open"])),
                ("where", yaml.Text($"{SystemFields.Status} not in ({string.Join(", ", final)})")))),
            ("all", yaml.Map([("title", yaml.Text(Texts.Catalogue["pages.all"]))]))))];
    }

    private static IEnumerable<string> Written(IReadOnlyDictionary<string, FieldDefinition> fields) =>
        fields.Where(field => field.Value.Computed is null).Select(field => field.Key);

    /// <summary>
    /// Those of the roles, and of the roles that include one of them, that have a right over the entity, directly or by a role that they
    /// include. Whoever has it only by one that is named already is not named again.
    /// </summary>
    private List<string> With(IReadOnlyList<string> roles, EntityDefinition entity, Func<GrantDefinition, string?> right)
    {
        var named = roles.Where(role => !solution.Roles.ContainsKey(role) || Has(role)).ToList();
        var including = solution.Roles.Keys.Except(roles).Where(role => ClosureOf(role) is var held
            && held.Overlaps(roles) && !held.Overlaps(named) && Has(role));
        return [.. named, .. including];

        HashSet<string> ClosureOf(string role) => [.. solution.Closure(role).Select(held => held.Role)];

        bool Has(string role) => ClosureOf(role).Any(held => entity.Access.TryGetValue(held, out var grant) && right(grant) is not null);
    }

    /// <summary>The key that a page had before its entity was renamed, so that its address leads on; nothing where it is taken.</summary>
    private (string, Node)[] Was(Yaml yaml, EntityDefinition entity, Func<(string List, string Record, string Form), string> key) =>
        entity.Was is { } was && key(KeysOf(was)) is var former && !solution.Pages.ContainsKey(former)
            && !solution.Entities.ContainsKey(was) ? [("was", yaml.Text(former))] : [];

    private static LocalizedText NewOf(EntityDefinition entity, LocalizedText title) =>
        new(Languages.Keys.ToDictionary(language => language, language => entity.Accusative is { } accusative
            ? Texts.Say("pages.create", language, accusative) : Texts.Say("pages.new", language, title), StringComparer.Ordinal));

    /// <summary>Makes nodes that all stand at the place of <c>pages:</c>, so that problems are told there.</summary>
    private sealed class Yaml(Location at)
    {
        public TextNode Text(string text) => new(at, text, Plain: true);

        public Node Text(LocalizedText text) => text.ByLanguage.Count == 1 && text.ByLanguage.ContainsKey("")
            ? new TextNode(at, text.In(""), Plain: false)
            : Map([.. text.ByLanguage.Select(pair => (pair.Key, (Node)new TextNode(at, pair.Value, Plain: false)))]);

        public ListNode List(IEnumerable<string> texts) => new(at, [.. texts.Select(Text)]);

        public ListNode List(IReadOnlyList<Node> nodes) => new(at, nodes);

        public MapNode Map(params IReadOnlyList<(string Key, Node Value)> pairs) =>
            new(at, [.. pairs.Select(pair => (Text(pair.Key), pair.Value))]);
    }
}
