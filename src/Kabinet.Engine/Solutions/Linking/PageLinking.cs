using System.Text.RegularExpressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>Links pages with their addresses, roles and blocks.</summary>
internal sealed partial class PageLinking(Draft draft)
{
    public void Link()
    {
        var blocks = new Dictionary<string, List<Block>>(StringComparer.Ordinal);
        foreach (var (key, definition) in draft.Definition.Pages)
        {
            Keys.Judge(draft, key, definition.At);
            Keys.JudgeIcon(draft, definition.Menu?.Icon, definition.Menu?.PlaceOf("icon") ?? definition.At);
            // Blocks refer to other pages (a list to the page of its form), so all pages are created before any block is linked.
            draft.Pages[key] = new(definition, draft.RolesOf(definition.Roles, definition, "roles")!, blocks[key] = [],
                CountOf(definition.Menu?.Count));
        }
        JudgePaths();
        foreach (var (key, page) in draft.Pages)
            blocks[key].AddRange(new BlockLinking(draft, page, RecordOf(page.Definition)).Link(page.Definition.Blocks));
    }

    private Count? CountOf(CountDefinition? count) =>
        count is not null && draft.Named(draft.Entities, count.Entity, "entity", count.PlaceOf("entity")) is { } entity
            ? new(entity, draft.Condition(count.Where, entity, count.PlaceOf("where"))) : null;

    private void JudgePaths()
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var page in draft.Pages.Values.Select(page => page.Definition))
        {
            var at = page.PlaceOf("path");
            if (page.Roles.Count == 0) draft.Miss(page, "roles", page.PlaceOf("roles"), new("problem.page.nobody"));
            if (page.Path is null) continue;
            if (!PathPattern().IsMatch(page.Path))
            {
                draft.Doubtful.Add(page);
                draft.Refuse(at, new("problem.page.address", page.Path), new("problem.hint.address", "/requests/{id}"));
            }
            else if (!page.At.IsOfPlatform && draft.Kinds.KeptWords.Contains(page.Path.Split('/')[1]))
                draft.Refuse(at, new("problem.page.address_of_product", page.Path));
            else if (!taken.TryAdd(page.Path, page.Page))
            {
                draft.Doubtful.UnionWith([page, draft.Pages[taken[page.Path]].Definition]);
                draft.Refuse(at, new("problem.page.address_taken", page.Path, taken[page.Path]));
            }
        }
    }

    private Entity? RecordOf(PageDefinition page)
    {
        var records = page.Blocks.Where(block => block.IsOfRecord).ToList();
        if (records.Count > 1) draft.Refuse(records[1].At, new("problem.page.one_record"));
        else if (page.Path is not null && page.Knows("blocks") && page.Path.Split('/').Count(part => part == "{id}") != records.Count)
            draft.Refuse(page.PlaceOf("path"), records.Count == 1 ? new("problem.page.record_path", "{id}")
                : new("problem.page.path_record", "{id}"));
        if (records.Count == 0) return page.Knows("blocks") ? null : draft.UnknownEntity;
        return draft.Entities.GetValueOrDefault(records[0].OwnRecord ?? "", draft.UnknownEntity);
    }

    [GeneratedRegex(@"^(/|(/([a-z0-9][a-z0-9-]*|\{id\}))+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PathPattern();
}
