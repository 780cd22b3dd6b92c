using Kabinet.Engine.Blocks;
using Kabinet.Engine.Commands.Effects;
using Kabinet.Engine.Fields;
using Kabinet.Engine.Solutions;

namespace Kabinet.Engine;

/// <summary>The built-in kinds of blocks, effects and fields.</summary>
public static class PlatformKinds
{
    /// <summary>All built-in kinds.</summary>
    public static Kinds All { get; } = new(BlockKinds.All, EffectKinds.All, FieldKinds.All);
}
