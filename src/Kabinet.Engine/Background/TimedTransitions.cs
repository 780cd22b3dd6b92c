using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Background;

/// <summary>Takes the transitions whose moment has come.</summary>
internal sealed class TimedTransitions(Solution solution, SolutionRooms rooms) : IRecurringWork
{
    private const string Key = "timed_transitions";
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private readonly TimedWork[] works = [.. WorksOf(solution)];

    public string Kind => Key;
    public string Name => Key;
    public LocalizedText Title => Texts.Catalogue[$"job.{Key}"];
    public Message Times { get; } = ScheduleWords.Of(Every);
    public bool IsSlow => true;

    /// <summary>The timed transitions of a solution.</summary>
    public static IEnumerable<TimedWork> WorksOf(Solution solution) =>
        solution.Entities.Values.SelectMany(entity => entity.Lifecycle?.Timed ?? []).Select(transition => transition.Timing!.Work);

    public TimeSpan? PauseAfter(int attempts) => BackOff.After(attempts);

    // A run that finds nothing stays out of the log.
    public async ValueTask<WorkEnd> Do(WorkItem item, CancellationToken cancellation)
    {
        var run = await rooms.Runs.Open(Name, item.DueAt, cancellation);
        foreach (var work in works)
        {
            run.After = 0;
            await rooms.Records.Run(solution, work, run, item, cancellation);
        }
        return new WorkEnd.Again(Every, rooms.Runs.Ending(run));
    }

    public ValueTask Failed(WorkItem item, WorkError error, CancellationToken cancellation) =>
        rooms.Runs.Fail(Name, item, error, cancellation);
}
