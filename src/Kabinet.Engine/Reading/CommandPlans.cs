using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Reading;

/// <summary>Everything of commands that is compiled once per snapshot: questions about a record and the statements that write one.</summary>
internal sealed class CommandPlans(Dialect dialect)
{
    private readonly PlanCache<PlanName, object> plans = new();

    public Dialect Dialect => dialect;

    /// <summary>The plan of a name, compiled when it is asked for the first time.</summary>
    public T Get<T>(Solution solution, PlanName name, Func<T> compile) where T : class => (T)plans.Get(solution, name, compile);
}

/// <summary>What makes two plans the same.</summary>
/// <param name="Roles">Roles of the actor; empty where the platform judges on its own behalf.</param>
/// <param name="Subject">The entity, field or transition it is about; these are equal only to themselves.</param>
/// <param name="Purpose">What it is for.</param>
internal readonly record struct PlanName(string Roles, object Subject, string Purpose);
