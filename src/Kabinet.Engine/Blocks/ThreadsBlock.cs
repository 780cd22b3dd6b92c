using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;

namespace Kabinet.Engine.Blocks;

/// <summary>Conversations of the page's record, one at a time.</summary>
public sealed record ThreadsBlockDefinition : BlockDefinition
{
    /// <summary>Conversations in order. Default: all that the user may read.</summary>
    public IReadOnlyList<string> Threads { get; init; } = [];
}

/// <summary>A linked block of conversations.</summary>
public sealed record ThreadsBlock(BlockFrame Frame, IReadOnlyList<RecordThread> Threads) : Block(Frame);

/// <summary><c>block: threads</c>.</summary>
internal sealed class ThreadsBlockKind : BlockKind<ThreadsBlockDefinition, ThreadsBlock>
{
    public override string Key => "threads";

    protected override ThreadsBlock? Link(BlockFrame frame, ThreadsBlockDefinition block, BlockLinking linking)
    {
        if (linking.OfRecord(block) is not { } entity) return null;
        var draft = linking.Draft;
        if (entity.Threads.Count == 0 && entity.Definition.KnowsAll("threads"))
            draft.Refuse(block.At, new("problem.block.no_threads", entity.Key));
        return new(frame, block.Threads.Count == 0 ? [.. entity.Threads.Values]
            : [.. block.Threads.Select(thread => draft.Named(entity.Threads, thread, "thread", block.PlaceOf("threads", thread),
                key => entity.Definition.MayHave("threads", key))).OfType<RecordThread>()]);
    }
}
