using Kabinet.Engine.Solutions.Linking;

namespace Kabinet.Engine.Commands.Effects;

/// <summary>The kinds of effects, in alphabetical order: the registry.</summary>
internal static class EffectKinds
{
    public static IReadOnlyList<EffectKind> All { get; } =
    [
        new CreateEffectKind(),
        new InviteEffectKind(),
        new SetEffectKind(),
        new UpdateEffectKind(),
    ];
}
