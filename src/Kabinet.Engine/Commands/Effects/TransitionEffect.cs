using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Commands.Effects;

/// <summary>An effect that a transition does in its transaction.</summary>
internal abstract record TransitionEffect(Expression? When) : Effect(When)
{
    /// <summary>Does it. The record is as the effects before have left it, still in its old state.</summary>
    public abstract ValueTask Do(EffectRun run);
}
