using Kabinet.Engine.Blocks;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Publishing;

/// <summary>Pages that come and go between two versions, and what changes on those that stay: address, blocks, columns of lists.</summary>
internal static class PagesDifference
{
    public static IReadOnlyList<Message> Between(SolutionDefinition? before, SolutionDefinition after, KeyChanges keys) =>
        before is null ? [] : [.. Gone(before, keys), .. after.Pages.Values.SelectMany(page => Of(page, Former(page, before, keys)))];

    private static IEnumerable<Message> Gone(SolutionDefinition before, KeyChanges keys) =>
        from page in before.Pages.Values
        where keys.Present(KeyFamily.Page, page.Page) is null
        select new Message("publish.page.gone", page.Title, page.Path);

    private static PageDefinition? Former(PageDefinition page, SolutionDefinition before, KeyChanges keys) =>
        before.Pages.Values.FirstOrDefault(former => keys.Present(KeyFamily.Page, former.Page) == page.Page);

    private static IEnumerable<Message> Of(PageDefinition page, PageDefinition? former)
    {
        if (former is null)
        {
            yield return new("publish.page.new", page.Title, page.Path, string.Join(", ", page.Roles));
            yield break;
        }
        if (former.Path != page.Path) yield return new("publish.page.moved", page.Title, former.Path, page.Path);
        var (old, now) = (All(former), All(page));
        foreach (var kind in now.Concat(old).Select(block => block.Block).Distinct())
        {
            var (were, are) = (old.Where(block => block.Block == kind).ToList(), now.Where(block => block.Block == kind).ToList());
            if (are.Count > were.Count) yield return new("publish.page.block_new", page.Title, page.Path, kind, are.Count - were.Count);
            if (are.Count < were.Count) yield return new("publish.page.block_gone", page.Title, page.Path, kind, were.Count - are.Count);
            if (are.Count != were.Count) continue;
            foreach (var (was, block) in were.Zip(are))
                foreach (var message in Columns(page, was, block)) yield return message;
        }
    }

    private static IEnumerable<Message> Columns(PageDefinition page, BlockDefinition was, BlockDefinition block)
    {
        if (was is not GridBlockDefinition old || block is not GridBlockDefinition now) yield break;
        var (before, after) = (Fields(old), Fields(now));
        if (after.Except(before).ToList() is { Count: > 0 } came)
            yield return new("publish.page.columns_new", page.Title, page.Path, string.Join(", ", came));
        if (before.Except(after).ToList() is { Count: > 0 } went)
            yield return new("publish.page.columns_gone", page.Title, page.Path, string.Join(", ", went));
    }

    private static List<string> Fields(GridBlockDefinition grid) => [.. grid.Columns.Concat(grid.More).Select(column => column.Field)];

    private static List<BlockDefinition> All(PageDefinition page) => [.. page.Blocks.SelectMany(block => block.Whole)];
}
