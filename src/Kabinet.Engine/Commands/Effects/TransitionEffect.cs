using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Commands.Effects;

/// <summary>An effect of a transition, run in its transaction.</summary>
internal abstract record TransitionEffect(Expression? When) : Effect(When)
{
    /// <summary>Runs the effect. It sees the record as changed by earlier effects, still in its old state.</summary>
    public abstract ValueTask Do(EffectRun run);
}
