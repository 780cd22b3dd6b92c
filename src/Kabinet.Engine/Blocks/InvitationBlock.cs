using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;

namespace Kabinet.Engine.Blocks;

/// <summary>
/// The form that invites a user. For roles with the ability <c>users</c>, and for those that name the roles they invite (<c>invites</c>).
/// </summary>
public sealed record InvitationBlockDefinition : BlockDefinition;

/// <summary>A linked invitation block.</summary>
public sealed record InvitationBlock(BlockFrame Frame, InvitationBlockDefinition Definition, Entity User) : Block(Frame)
{
    /// <inheritdoc/>
    public override Entity Creates => User;
}

/// <summary><c>block: invitation</c>.</summary>
internal sealed class InvitationBlockKind : BlockKind<InvitationBlockDefinition, InvitationBlock>
{
    public override string Key => "invitation";

    protected override InvitationBlock Link(BlockFrame frame, InvitationBlockDefinition block, BlockLinking linking) =>
        new(frame, block, linking.Draft.Entities[CoreEntities.User]);

    protected override void Check(InvitationBlock invitation, PageChecks checks, IReadOnlySet<string> roles) =>
        checks.WarnInvitesNobody(invitation.Definition, roles);
}
