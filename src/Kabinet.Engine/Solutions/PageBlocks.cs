using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions;

/// <summary>One block of a page as it is written, with the place it is stored and addressed by.</summary>
/// <param name="Key">Its place, as <c>grid-0</c>.</param>
/// <param name="Definition">What is written.</param>
/// <param name="Entity">Entity of its rows; empty where a collection tells it.</param>
/// <param name="Of">The collection of the page's record whose records are its rows.</param>
internal sealed record PageBlock(string Key, BlockDefinition Definition, string Entity, string? Of)
{
    /// <summary>Readers keep how they like it: columns, order, named views.</summary>
    public bool IsList => Definition.Listed is not null;
}

/// <summary>All blocks of a page in the order in which linking counts them: a record, then what stands in it, then its tabs.</summary>
internal static class PageBlocks
{
    public static IEnumerable<PageBlock> Of(PageDefinition page)
    {
        var record = page.Blocks.Select(block => block.OwnRecord).FirstOrDefault(own => own is not null) ?? "";
        return page.Blocks.SelectMany(block => block.Whole).Select((block, place) =>
            new PageBlock($"{block.Block}-{place}", block, block.Listed is { } rows ? rows.Entity ?? record : "", block.Listed?.Of));
    }

    /// <summary>The block whose state stands in the address under plain names; those of the others have its key before them.</summary>
    public static BlockDefinition? Plain(PageDefinition page) => page.Blocks.FirstOrDefault(block => block is { Listed: not null, Lazy: false });
}
