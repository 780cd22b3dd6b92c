using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Yaml;

/// <summary>Merges a solution with the platform's definitions. It may extend the platform's entities and replace its roles.</summary>
internal sealed class CoreMerge(List<Problem> problems)
{
    /// <summary>All roles. A solution may replace a role of the platform, for example to give the guest a title and a home page.</summary>
    public static OrderedDictionary<string, RoleDefinition> Roles(OrderedDictionary<string, RoleDefinition> core,
        OrderedDictionary<string, RoleDefinition> written)
    {
        var roles = new OrderedDictionary<string, RoleDefinition>(written, StringComparer.Ordinal);
        foreach (var (key, role) in core) roles.TryAdd(key, role);
        return roles;
    }

    /// <summary>All pages. Reports a page with the key of a platform page.</summary>
    public OrderedDictionary<string, PageDefinition> Pages(OrderedDictionary<string, PageDefinition> core,
        OrderedDictionary<string, PageDefinition> written)
    {
        var pages = new OrderedDictionary<string, PageDefinition>(written, StringComparer.Ordinal);
        foreach (var (key, page) in core)
            if (!pages.TryAdd(key, page))
                problems.Add(new(written[key].PlaceOf("page"), new("problem.page.of_platform", key), new("problem.hint.page_key")));
        return pages;
    }

    /// <summary>All entities, those of the platform first.</summary>
    public OrderedDictionary<string, EntityDefinition> Entities(OrderedDictionary<string, EntityDefinition> core,
        OrderedDictionary<string, EntityDefinition> written)
    {
        var entities = new OrderedDictionary<string, EntityDefinition>(core, StringComparer.Ordinal);
        foreach (var (key, entity) in written)
            if (!core.TryGetValue(key, out var platform)) entities[key] = New(entity, core.Keys);
            else
            {
                if (!entity.Extend && entity.Knows("extend"))
                    problems.Add(new(entity.PlaceOf("entity"), new("problem.entity.of_platform", key), new("problem.hint.extend")));
                entities[key] = Extended(platform, entity);
            }
        return entities;
    }

    private EntityDefinition New(EntityDefinition entity, IEnumerable<string> extensible)
    {
        if (entity.Extend) problems.Add(
            new(entity.PlaceOf("extend"), new("problem.entity.extend", entity.Entity), Spelling.Suggest(entity.Entity, extensible)));
        return entity;
    }

    private static readonly string[] Extensible =
        ["entity", "extend", "title", "plural", "accusative", "icon", "fields", "is", "require", "unique", "pages", "files", "access"];

    private EntityDefinition Extended(EntityDefinition platform, EntityDefinition addition)
    {
        foreach (var key in addition.KeysAt.Keys.Where(key => !key.Contains('.', StringComparison.Ordinal)).Except(Extensible))
            problems.Add(new(addition.PlaceOf(key), new("problem.entity.fixed", key)));
        return platform with
        {
            Title = addition.Title ?? platform.Title,
            Plural = addition.Plural ?? platform.Plural,
            Accusative = addition.Accusative ?? platform.Accusative,
            Icon = addition.Icon ?? platform.Icon,
            Fields = Joined(platform.Fields, addition.Fields, key => addition.Fields[key].At),
            Is = Joined(platform.Is, addition.Is, key => addition.PlaceOf("is", key)),
            Require = Joined(platform.Require, addition.Require, key => addition.PlaceOf("require")),
            Unique = [.. platform.Unique, .. addition.Unique],
            Pages = addition.Pages,
            Files = Joined(platform.Files, addition.Files, key => addition.Files[key].At),
            Access = Joined(platform.Access, addition.Access, key => addition.Access[key].At),
            At = addition.At,
            KeysAt = addition.KeysAt,
            Unparsed = addition.Unparsed,
        };
    }

    private OrderedDictionary<string, T> Joined<T>(IReadOnlyDictionary<string, T> platform, IReadOnlyDictionary<string, T> addition,
        Func<string, Location> placeOf)
    {
        var joined = new OrderedDictionary<string, T>(platform, StringComparer.Ordinal);
        foreach (var (key, value) in addition)
            if (!joined.TryAdd(key, value)) problems.Add(new(placeOf(key), new("problem.entity.belongs", key)));
        return joined;
    }
}
