using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;

namespace Kabinet.Engine.Blocks;

/// <summary>On a <c>user</c> page: the account's roles, active flag, sessions and password. Needs the ability <c>users</c>.</summary>
public sealed record AccountBlockDefinition : BlockDefinition;

/// <summary>A linked account block.</summary>
public sealed record AccountBlock(BlockFrame Frame) : Block(Frame)
{
    /// <inheritdoc/>
    public override string Ability => Model.Ability.Users;
}

/// <summary><c>block: account</c>.</summary>
internal sealed class AccountBlockKind : BlockKind<AccountBlockDefinition, AccountBlock>
{
    public override string Key => "account";

    protected override AccountBlock? Link(BlockFrame frame, AccountBlockDefinition block, BlockLinking linking)
    {
        if (linking.Record is { } record && (record.Key == CoreEntities.User || record == linking.Draft.UnknownEntity)) return new(frame);
        linking.Draft.Refuse(block.At, new("problem.block.person", block.Block, CoreEntities.User));
        return null;
    }
}
