using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;

namespace Kabinet.Engine.Blocks;

/// <summary>
/// Background jobs, and notices whose delivery failed. Needs the ability <c>users</c>.
/// </summary>
public sealed record BackgroundBlockDefinition : BlockDefinition;

/// <summary>A linked background block.</summary>
public sealed record BackgroundBlock(BlockFrame Frame) : Block(Frame)
{
    /// <inheritdoc/>
    public override string Ability => Model.Ability.Users;
}

/// <summary><c>block: background</c>.</summary>
internal sealed class BackgroundBlockKind : BlockKind<BackgroundBlockDefinition, BackgroundBlock>
{
    public override string Key => "background";

    protected override BackgroundBlock Link(BlockFrame frame, BackgroundBlockDefinition block, BlockLinking linking) => new(frame);
}
