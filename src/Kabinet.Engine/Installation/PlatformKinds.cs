using Kabinet.Engine.Blocks;
using Kabinet.Engine.Commands.Effects;
using Kabinet.Engine.Fields;
using Kabinet.Engine.Solutions;

namespace Kabinet.Engine;

/// <summary>The kinds of blocks, effects and fields that the platform brings.</summary>
public static class PlatformKinds
{
    /// <summary>All of them.</summary>
    public static Kinds All { get; } = new(BlockKinds.All, EffectKinds.All, FieldKinds.All);
}
