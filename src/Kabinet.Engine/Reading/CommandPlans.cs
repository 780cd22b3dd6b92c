using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Reading;

/// <summary>Cache of what commands compile once per snapshot: queries of a record and statements that write one.</summary>
internal sealed class CommandPlans(Dialect dialect)
{
    private readonly PlanCache<PlanName, object> plans = new();

    public Dialect Dialect => dialect;

    /// <summary>The plan with a name, compiled at its first use.</summary>
    public T Get<T>(Solution solution, PlanName name, Func<T> compile) where T : class => (T)plans.Get(solution, name, compile);
}

/// <summary>Key of a plan.</summary>
/// <param name="Roles">Roles of the actor; empty where the plan has no access rules.</param>
/// <param name="Subject">The entity, field or transition, compared by reference.</param>
/// <param name="Purpose">What it is for.</param>
internal readonly record struct PlanName(string Roles, object Subject, string Purpose);
