using Kabinet.Engine.Words;

namespace Kabinet.Engine.Background;

/// <summary>
/// A recurring job, run by one node at a time: a file in <c>Jobs</c> and a line in <see cref="BackgroundJobs"/>. Its title is
/// the text <c>job.{Name}</c>.
/// </summary>
internal interface IBackgroundJob
{
    /// <summary>Key of the job.</summary>
    string Name { get; }

    /// <summary>Interval from the end of one run to the next.</summary>
    TimeSpan Every { get; }

    /// <summary>Runs the job. An interrupted run starts again, so running a part of it twice must be harmless.</summary>
    ValueTask Run(CancellationToken cancellation);
}

/// <summary>Adapts a job for the worker. A job is never given up.</summary>
internal sealed class JobWork(IBackgroundJob job, JobRuns runs) : IRecurringWork
{
    public string Kind => job.Name;
    public string Name => job.Name;
    public LocalizedText Title { get; } = Texts.Catalogue.GetValueOrDefault($"job.{job.Name}") ?? LocalizedText.Same(job.Name);
    public Message Times { get; } = ScheduleWords.Of(job.Every);

    public TimeSpan? PauseAfter(int attempts) => BackOff.After(attempts) is var pause && pause < job.Every ? pause : job.Every;

    public async ValueTask<WorkEnd> Do(WorkItem item, CancellationToken cancellation)
    {
        var run = await runs.Begin(job.Name, item, cancellation);
        await job.Run(cancellation);
        return new WorkEnd.Again(job.Every, runs.Ending(run));
    }

    public ValueTask Failed(WorkItem item, WorkError error, CancellationToken cancellation) =>
        runs.Fail(job.Name, item, error, cancellation);
}
