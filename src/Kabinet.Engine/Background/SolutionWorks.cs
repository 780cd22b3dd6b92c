using Kabinet.Engine.Model;

namespace Kabinet.Engine.Background;

/// <summary>What the definitions in use ask the worker to do: their jobs, and their timed transitions.</summary>
internal sealed class SolutionWorks(CurrentSolution current, SolutionRooms rooms)
{
    private volatile Made made = new(null, []);

    /// <summary>The work of the present snapshot; the same list as long as the snapshot is the same.</summary>
    public IReadOnlyList<IRecurringWork> Present
    {
        get
        {
            var (solution, known) = (current.Value, made);
            if (known.Solution != solution) made = known = new(solution, [.. Of(solution)]);
            return known.Works;
        }
    }

    private IEnumerable<IRecurringWork> Of(Solution solution)
    {
        foreach (var job in solution.Jobs.Values) yield return new SolutionJob(job, solution, rooms);
        if (TimedTransitions.WorksOf(solution).Any()) yield return new TimedTransitions(solution, rooms);
    }

    private sealed record Made(Solution? Solution, IReadOnlyList<IRecurringWork> Works);
}
