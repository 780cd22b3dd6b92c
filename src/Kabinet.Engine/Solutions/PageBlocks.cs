using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions;

/// <summary>One block of a page and the key under which it is stored and addressed.</summary>
/// <param name="Key">Kind and position on the page: <c>grid-0</c>.</param>
/// <param name="Definition">The definition of the block.</param>
/// <param name="Entity">Entity of the rows, or of the page's record if the rows are its collection; empty if there are no rows.</param>
/// <param name="Of">The collection of the page's record that holds the rows; null for none.</param>
internal sealed record PageBlock(string Key, BlockDefinition Definition, string Entity, string? Of)
{
    /// <summary>True for a list that users can personalise: columns, order, saved views.</summary>
    public bool IsList => Definition.Listed is not null;
}

/// <summary>All blocks of a page in the order of linking: a record block, then the blocks nested in it, then those of its tabs.</summary>
internal static class PageBlocks
{
    public static IEnumerable<PageBlock> Of(PageDefinition page)
    {
        var record = page.Blocks.Select(block => block.OwnRecord).FirstOrDefault(own => own is not null) ?? "";
        return page.Blocks.SelectMany(block => block.Whole).Select((block, place) =>
            new PageBlock($"{block.Block}-{place}", block, block.Listed is { } rows ? rows.Entity ?? record : "", block.Listed?.Of));
    }

    /// <summary>The list whose URL parameters have no prefix; other lists use the block key as a prefix. Null if there is none.</summary>
    public static BlockDefinition? Plain(PageDefinition page) =>
        page.Blocks.FirstOrDefault(block => block is { Listed: not null, Lazy: false });
}
