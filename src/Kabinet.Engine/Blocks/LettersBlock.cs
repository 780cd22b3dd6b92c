using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;

namespace Kabinet.Engine.Blocks;

/// <summary>The letters that the platform has written, the latest first. Only for those with the ability <c>users</c>.</summary>
public sealed record LettersBlockDefinition : BlockDefinition;

/// <summary>Linked letters.</summary>
public sealed record LettersBlock(BlockFrame Frame) : Block(Frame)
{
    /// <inheritdoc/>
    public override string Ability => Model.Ability.Users;
}

/// <summary><c>block: letters</c>.</summary>
internal sealed class LettersBlockKind : BlockKind<LettersBlockDefinition, LettersBlock>
{
    public override string Key => "letters";

    protected override LettersBlock Link(BlockFrame frame, LettersBlockDefinition block, BlockLinking linking) => new(frame);
}
