using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>Links the blocks of one page, including nested ones. Each kind links its own blocks.</summary>
/// <param name="draft">The solution being linked.</param>
/// <param name="page">The page.</param>
/// <param name="record">Entity of the record on a record page; null on other pages.</param>
internal sealed class BlockLinking(Draft draft, Page page, Entity? record)
{
    private const string Outer = "outer";
    private int count;

    public Draft Draft => draft;
    public Page Page => page;
    public Entity? Record => record;

    public IReadOnlyList<Block> Link(IReadOnlyList<BlockDefinition> blocks) => [.. blocks.Select(Link).OfType<Block>()];

    private Block? Link(BlockDefinition block)
    {
        var kind = draft.Kinds.Of(block);
        if (block.Lazy && !kind.MayBeLazy) draft.Refuse(block.PlaceOf("lazy"), new("problem.block.lazy", block.Block));
        var frame = new BlockFrame($"{block.Block}-{count++}", block.Title, RolesOf(block.Roles, block),
            When(block)) { IsLazy = block.Lazy };
        if (kind.Link(frame, block, this) is not { } linked) return null;
        draft.Linked.Add((linked, kind));
        return linked;
    }

    /// <summary>Keys of the roles that see a part of the page; null for all.</summary>
    public IReadOnlySet<string>? RolesOf(IReadOnlyList<string>? keys, Definition part) => draft.RolesOn(page, keys, part);

    /// <summary>The entity of the page's record. On a page without one, reports that the block needs a record and returns null.</summary>
    public Entity? OfRecord(BlockDefinition block)
    {
        if (record is null) draft.Refuse(block.At, new("problem.block.record", block.Block));
        return record;
    }

    /// <summary>Checks the condition of a list; on a record page <c>outer</c> is the page's record. Null if there is none.</summary>
    public Expression? Condition(string? text, Entity over, Location at) =>
        record is null || IsUnknown && text?.Contains(Outer, StringComparison.Ordinal) != true ? draft.Condition(text, over, at)
            : draft.ConditionWithin(text, over, record, at);

    // Every name exists on an entity that could not be parsed; a misspelt name of the list would go unreported.
    private bool IsUnknown => ReferenceEquals(record, draft.UnknownEntity);

    private Expression? When(BlockDefinition block)
    {
        if (block.When is null) return null;
        if (record is not null) return draft.Condition(block.When, record, block.PlaceOf("when"));
        draft.Refuse(block.PlaceOf("when"), new("problem.block.when"));
        return null;
    }
}
