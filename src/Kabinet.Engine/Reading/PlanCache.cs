using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Reading;

/// <summary>Compiled plans of one kind, by snapshot; a snapshot that no request holds takes its plans with it. Bounded, since filters come from outside.</summary>
internal sealed class PlanCache<TKey, TPlan>
    where TKey : notnull
    where TPlan : class
{
    private const int MostPlans = 4_000;
    private readonly ConditionalWeakTable<Solution, ConcurrentDictionary<TKey, TPlan>> plans = [];

    public TPlan Get(Solution solution, TKey key, Func<TPlan> compile)
    {
        var ofSolution = plans.GetValue(solution, static _ => new());
        if (ofSolution.TryGetValue(key, out var plan)) return plan;
        if (ofSolution.Count >= MostPlans) ofSolution.Clear();
        return ofSolution[key] = compile();
    }
}
