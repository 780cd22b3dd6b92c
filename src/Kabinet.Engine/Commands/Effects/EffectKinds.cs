using Kabinet.Engine.Solutions.Linking;

namespace Kabinet.Engine.Commands.Effects;

/// <summary>Registry of effect kinds, in alphabetical order.</summary>
internal static class EffectKinds
{
    public static IReadOnlyList<EffectKind> All { get; } =
    [
        new CreateEffectKind(),
        new InviteEffectKind(),
        new SetEffectKind(),
        new TakeEffectKind(),
        new UpdateEffectKind(),
    ];
}
