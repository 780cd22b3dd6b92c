namespace Kabinet.Engine.Definitions;

/// <summary>One block of a page as it is written, with the place it is stored and addressed by.</summary>
/// <param name="Key">Its place, as <c>grid-0</c>.</param>
/// <param name="Definition">What is written.</param>
/// <param name="Entity">Entity of its rows; empty where a collection tells it.</param>
/// <param name="Of">The collection of the page's record whose records are its rows.</param>
internal sealed record PageBlock(string Key, BlockDefinition Definition, string Entity, string? Of)
{
    /// <summary>Readers keep how they like it: columns, order, named views.</summary>
    public bool IsList => Definition is GridBlockDefinition or BoardBlockDefinition or PeopleBlockDefinition;
}

/// <summary>All blocks of a page in the order in which linking counts them: a record, then what stands in it, then its tabs.</summary>
internal static class PageBlocks
{
    public static IEnumerable<PageBlock> Of(PageDefinition page)
    {
        var record = page.Blocks.OfType<RecordBlockDefinition>().FirstOrDefault()?.Entity;
        return All(page.Blocks).Select((block, place) => Made(block, $"{block.Block}-{place}", record ?? ""));
    }

    /// <summary>The block whose state stands in the address under plain names; those of the others have its key before them.</summary>
    public static BlockDefinition? Plain(PageDefinition page) =>
        page.Blocks.FirstOrDefault(block => block is GridBlockDefinition { Lazy: false } or BoardBlockDefinition or PeopleBlockDefinition);

    private static IEnumerable<BlockDefinition> All(IReadOnlyList<BlockDefinition> blocks) => blocks.SelectMany(block =>
        block is RecordBlockDefinition record ? [block, .. All(record.Blocks), .. record.Tabs.Values.SelectMany(tab => All(tab.Blocks))]
            : new[] { block });

    private static PageBlock Made(BlockDefinition block, string key, string record) => block switch
    {
        GridBlockDefinition { Of: { } of } => new(key, block, record, of),
        GridBlockDefinition grid => new(key, block, grid.Entity ?? "", null),
        // Null where it is written and could not be read.
        BoardBlockDefinition board => new(key, block, board.Entity ?? "", null),
        PeopleBlockDefinition => new(key, block, CoreEntities.User, null),
        _ => new(key, block, "", null),
    };
}
