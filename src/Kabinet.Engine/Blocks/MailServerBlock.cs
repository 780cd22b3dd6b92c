using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;

namespace Kabinet.Engine.Blocks;

/// <summary>The mail server that letters leave through, and a test letter. Needs the ability <c>users</c>.</summary>
public sealed record MailServerBlockDefinition : BlockDefinition;

/// <summary>A linked block of the mail server.</summary>
public sealed record MailServerBlock(BlockFrame Frame) : Block(Frame)
{
    /// <inheritdoc/>
    public override string Ability => Model.Ability.Users;
}

/// <summary><c>block: mail_server</c>.</summary>
internal sealed class MailServerBlockKind : BlockKind<MailServerBlockDefinition, MailServerBlock>
{
    public override string Key => "mail_server";

    protected override MailServerBlock Link(BlockFrame frame, MailServerBlockDefinition block, BlockLinking linking) => new(frame);
}
