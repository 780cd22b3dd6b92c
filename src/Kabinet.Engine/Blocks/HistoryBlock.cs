using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;

namespace Kabinet.Engine.Blocks;

/// <summary>The history of the page's record.</summary>
public sealed record HistoryBlockDefinition : BlockDefinition;

/// <summary>A linked history block.</summary>
public sealed record HistoryBlock(BlockFrame Frame) : Block(Frame);

/// <summary><c>block: history</c>.</summary>
internal sealed class HistoryBlockKind : BlockKind<HistoryBlockDefinition, HistoryBlock>
{
    public override string Key => "history";
    public override bool MayBeLazy => true;

    protected override HistoryBlock? Link(BlockFrame frame, HistoryBlockDefinition block, BlockLinking linking) =>
        linking.OfRecord(block) is null ? null : new(frame);
}
