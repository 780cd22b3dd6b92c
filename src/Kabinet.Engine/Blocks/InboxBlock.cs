using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Blocks;

/// <summary>
/// Conversations of all records of an entity that the user sees: those with unread messages first, one of them open beside.
/// </summary>
public sealed record InboxBlockDefinition : BlockDefinition
{
    /// <summary>Entity of the records.</summary>
    public required string Entity { get; init; }
    /// <summary>Text shown when there is no conversation.</summary>
    public LocalizedText? Empty { get; init; }
}

/// <summary>A linked inbox block.</summary>
public sealed record InboxBlock(BlockFrame Frame, InboxBlockDefinition Definition, Entity Entity) : Block(Frame)
{
    /// <inheritdoc/>
    public override IEnumerable<Entity> Topics => [Entity];
}

/// <summary><c>block: inbox</c>.</summary>
internal sealed class InboxBlockKind : BlockKind<InboxBlockDefinition, InboxBlock>
{
    public override string Key => "inbox";

    protected override InboxBlock? Link(BlockFrame frame, InboxBlockDefinition block, BlockLinking linking)
    {
        var draft = linking.Draft;
        if (draft.Named(draft.Entities, block.Entity, "entity", block.PlaceOf("entity")) is not { } entity) return null;
        if (entity.Threads.Count == 0 && entity.Definition.KnowsAll("threads"))
            draft.Refuse(block.PlaceOf("entity"), new("problem.block.no_threads", entity.Key));
        return new(frame, block, entity);
    }
}
