using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Blocks;

/// <summary>A block of text.</summary>
public sealed record TextBlockDefinition : BlockDefinition
{
    /// <summary>The text, in Markdown.</summary>
    public required LocalizedText Text { get; init; }
}

/// <summary>A linked text block.</summary>
public sealed record TextBlock(BlockFrame Frame, LocalizedText Text) : Block(Frame);

/// <summary><c>block: text</c>.</summary>
internal sealed class TextBlockKind : BlockKind<TextBlockDefinition, TextBlock>
{
    public override string Key => "text";

    protected override TextBlock Link(BlockFrame frame, TextBlockDefinition block, BlockLinking linking) => new(frame, block.Text);
}
