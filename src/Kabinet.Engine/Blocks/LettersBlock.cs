using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;

namespace Kabinet.Engine.Blocks;

/// <summary>E-mails written by the platform, newest first. Needs the ability <c>users</c>.</summary>
public sealed record LettersBlockDefinition : BlockDefinition;

/// <summary>A linked letters block.</summary>
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
