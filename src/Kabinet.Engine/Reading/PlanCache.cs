using System.Runtime.CompilerServices;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Reading;

/// <summary>
/// Compiled plans of one kind, by snapshot; a snapshot that no request holds takes its plans with it. Bounded, since columns and
/// filters come from outside; those not asked for any more are let go one by one.
/// </summary>
/// <param name="room">How many bytes they may take; null for plans of definitions, whose number is theirs.</param>
/// <param name="weigh">Bytes of one.</param>
internal sealed class PlanCache<TKey, TPlan>(PlanRoom? room = null, Func<TPlan, long>? weigh = null)
    where TKey : notnull
    where TPlan : class
{
    /// <summary>How many plans of one kind are kept for a snapshot.</summary>
    public const int Most = 1_000;
    private readonly ConditionalWeakTable<Solution, BoundedCache<TKey, TPlan>> plans = [];

    public TPlan Get(Solution solution, TKey key, Func<TPlan> compile)
    {
        var ofSolution = plans.GetValue(solution, _ => new(Most, weigh: weigh, mostWeight: room?.Bytes ?? long.MaxValue));
        if (ofSolution.TryGet(key, out var plan)) return plan;
        plan = compile();
        ofSolution.Set(key, plan);
        return plan;
    }

    /// <summary>How many are kept of a snapshot.</summary>
    public int Count(Solution solution) => plans.TryGetValue(solution, out var ofSolution) ? ofSolution.Count : 0;
}
