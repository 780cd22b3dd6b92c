using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;

namespace Kabinet.Engine.Blocks;

/// <summary>Templates of all letters, with an editor and a preview. Needs the ability <c>settings</c>.</summary>
public sealed record LetterTemplatesBlockDefinition : BlockDefinition;

/// <summary>A linked block of letter templates.</summary>
public sealed record LetterTemplatesBlock(BlockFrame Frame) : Block(Frame)
{
    /// <inheritdoc/>
    public override string Ability => Model.Ability.Settings;
}

/// <summary><c>block: letter_templates</c>.</summary>
internal sealed class LetterTemplatesBlockKind : BlockKind<LetterTemplatesBlockDefinition, LetterTemplatesBlock>
{
    public override string Key => "letter_templates";

    protected override LetterTemplatesBlock Link(BlockFrame frame, LetterTemplatesBlockDefinition block, BlockLinking linking) =>
        new(frame);
}
