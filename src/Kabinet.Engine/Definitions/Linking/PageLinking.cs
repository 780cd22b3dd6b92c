using System.Text.RegularExpressions;

namespace Kabinet.Engine.Definitions.Linking;

/// <summary>Pages with their addresses, roles and blocks.</summary>
internal sealed partial class PageLinking(Draft draft)
{
    /// <summary>First parts of the product's own addresses.</summary>
    private static readonly HashSet<string> Taken = ["admin", "api", "assets", "choices", "do", "edit", "files", "frame", "health", "impersonate", "lib", "live", "notices", "password", "preferences", "profile", "search", "sign-in", "sign-out", "thanks"];

    public void Link()
    {
        var blocks = new Dictionary<string, List<Block>>(StringComparer.Ordinal);
        foreach (var (key, definition) in draft.Definition.Pages)
        {
            Keys.Judge(draft, key, definition.At);
            Keys.JudgeIcon(draft, definition.Menu?.Icon, definition.Menu?.PlaceOf("icon") ?? definition.At);
            // Pages name each other (the form that a list offers), so each stands before any of their blocks.
            draft.Pages[key] = new(definition, draft.RolesOf(definition.Roles, definition, "roles")!, blocks[key] = [], CountOf(definition.Menu?.Count));
        }
        JudgePaths();
        foreach (var (key, page) in draft.Pages) blocks[key].AddRange(new BlockLinking(draft, page, RecordOf(page.Definition)).Link());
    }

    private Count? CountOf(CountDefinition? count) =>
        count is not null && draft.Named(draft.Entities, count.Entity, "entity", count.PlaceOf("entity")) is { } entity ? new(entity, draft.Condition(count.Where, entity, count.PlaceOf("where"))) : null;

    private void JudgePaths()
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var page in draft.Pages.Values.Select(page => page.Definition))
        {
            var at = page.PlaceOf("path");
            if (page.Roles.Count == 0) draft.Miss(page, "roles", page.PlaceOf("roles"), "Nobody has the page");
            if (page.Path is null) continue;
            if (!PathPattern().IsMatch(page.Path))
            {
                draft.Doubtful.Add(page);
                draft.Refuse(at, $"'{page.Path}' is not an address", "write /requests or /requests/{id}: small Latin letters, digits and -");
            }
            else if (!page.At.IsOfPlatform && Taken.Contains(page.Path.Split('/')[1])) draft.Refuse(at, $"'{page.Path}' is an address of the product itself");
            else if (!taken.TryAdd(page.Path, page.Page)) draft.Refuse(at, $"'{page.Path}' is already the address of '{taken[page.Path]}'");
        }
    }

    private Entity? RecordOf(PageDefinition page)
    {
        var records = page.Blocks.OfType<RecordBlockDefinition>().ToList();
        if (records.Count > 1) draft.Refuse(records[1].At, "A page is of one record");
        else if (page.Path is not null && page.Knows("blocks") && page.Path.Split('/').Count(part => part == "{id}") != records.Count)
            draft.Refuse(page.PlaceOf("path"), records.Count == 1 ? "The page of a record has one {id} in its path" : "{id} in the path needs a record block");
        if (records.Count == 0) return page.Knows("blocks") ? null : draft.UnknownEntity;
        return draft.Entities.GetValueOrDefault(records[0].Entity ?? "", draft.UnknownEntity);
    }

    [GeneratedRegex(@"^(/|(/([a-z0-9][a-z0-9-]*|\{id\}))+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PathPattern();
}
