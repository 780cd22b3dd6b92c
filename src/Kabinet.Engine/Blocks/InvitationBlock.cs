using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;

namespace Kabinet.Engine.Blocks;

/// <summary>The form that lets a person in. Only for those with the ability <c>users</c>.</summary>
public sealed record InvitationBlockDefinition : BlockDefinition;

/// <summary>Linked invitation.</summary>
public sealed record InvitationBlock(BlockFrame Frame) : Block(Frame)
{
    /// <inheritdoc/>
    public override string Ability => Model.Ability.Users;
}

/// <summary><c>block: invitation</c>.</summary>
internal sealed class InvitationBlockKind : BlockKind<InvitationBlockDefinition, InvitationBlock>
{
    public override string Key => "invitation";

    protected override InvitationBlock Link(BlockFrame frame, InvitationBlockDefinition block, BlockLinking linking) => new(frame);
}
