using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Background;

/// <summary>A job of the solution. It is run once for each time of its schedule, and once for all those that were missed.</summary>
internal sealed class SolutionJob(Job job, Solution solution, SolutionRooms rooms) : IRecurringWork
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public string Kind { get; } = KindOf(job.Key);
    public string Name => job.Key;
    public LocalizedText Title => job.Definition.Title;
    public Message Times { get; } = ScheduleWords.Of(job.Schedule);
    public string Schedule => job.Schedule.Key;
    public bool IsSlow => true;

    /// <summary>The kind of work of a job.</summary>
    public static string KindOf(string job) => $"job:{job}";

    public DateTime FirstDue(DateTime now) => job.Schedule.NextAfter(now) ?? now + 365 * Day;

    public TimeSpan? PauseAfter(int attempts) => BackOff.After(attempts);

    public async ValueTask<WorkEnd> Do(WorkItem item, CancellationToken cancellation)
    {
        var now = rooms.Clock.GetUtcNow().UtcDateTime;
        var run = await rooms.Runs.Open(Name, item.DueAt, cancellation);
        // The clock was set back: the time of the run is still to come, unless a person has asked for it.
        if (run.Id == 0 && item.DueAt > now) return new WorkEnd.Later(await NextAfter(now, cancellation) - now);
        await rooms.Runs.Progress(run, item, cancellation);
        await rooms.Records.Run(solution, job.Work, run, item, cancellation);
        // Times that passed since the start are still to be run, together.
        return new WorkEnd.AgainAt(FirstDue(Later(run.StartedAt!.Value, run.PlannedAt)), rooms.Runs.Ending(run));
    }

    public ValueTask Failed(WorkItem item, WorkError error, CancellationToken cancellation) =>
        rooms.Runs.Fail(Name, item, error, cancellation);

    // What has been run for a time of the near future is not run again. A clock that was set back further was wrong before.
    private async ValueTask<DateTime> NextAfter(DateTime now, CancellationToken cancellation) =>
        FirstDue(await rooms.Runs.LastPlanned(Name, cancellation) is { } last && last - now < Day ? Later(now, last) : now);

    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;
}

/// <summary>What the jobs of a solution depend on.</summary>
internal sealed record SolutionRooms(TimeProvider Clock, JobRuns Runs, TimedRecords Records);
