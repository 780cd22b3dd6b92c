using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;

namespace Kabinet.Engine.Blocks;

/// <summary>The form that invites a user. Needs the ability <c>users</c>.</summary>
public sealed record InvitationBlockDefinition : BlockDefinition;

/// <summary>A linked invitation block.</summary>
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
