using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Background;

/// <summary>State of a job.</summary>
/// <param name="Id">Id of its row; null before a worker has created it.</param>
/// <param name="Name">Key.</param>
/// <param name="Title">What it does.</param>
/// <param name="Times">How often it runs, in words.</param>
/// <param name="DoneAt">End of the last successful run, UTC; null for none.</param>
/// <param name="DueAt">Next run, UTC.</param>
/// <param name="Failure">Failure of the last run; null when it succeeded.</param>
public sealed record JobState(long? Id, string Name, LocalizedText Title, Message Times, DateTime? DoneAt, DateTime? DueAt,
    WorkFailure? Failure)
{
    /// <summary>True if a worker is running it now.</summary>
    public bool IsRunning { get; init; }
    /// <summary>The last run in the log; null for none.</summary>
    public JobRunState? LastRun { get; init; }
}

/// <summary>One run of a job.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Job">Key of the job.</param>
/// <param name="AskedAt">The time that the schedule named, or at which a person asked for the run, UTC.</param>
/// <param name="StartedAt">When it began, UTC; null while it waits for a worker.</param>
/// <param name="EndedAt">When it ended, UTC; null while it runs.</param>
/// <param name="Done">Records dealt with.</param>
/// <param name="Failed">Records that refused or failed.</param>
public sealed record JobRunState(long Id, string Job, DateTime AskedAt, DateTime? StartedAt, DateTime? EndedAt, long Done, long Failed)
{
    /// <summary>The person who asked for it; null for the schedule.</summary>
    public long? User { get; init; }
    /// <summary>The first failure; null for none, and where it is about a record that the reader may not read.</summary>
    public string? Error { get; init; }
    /// <summary>Reference number of the full error in the log; null for none.</summary>
    public string? Reference { get; init; }
    /// <summary>The record that the failure is about; null for none, and where the reader may not read it.</summary>
    public (Entity Entity, long Id, string Label)? Record { get; init; }
    /// <summary>True if the run, or some record of it, has failed.</summary>
    public bool HasFailed { get; init; }
}

/// <summary>A failed delivery.</summary>
/// <param name="Id">Id of its row.</param>
/// <param name="Channel">Key of the channel; the title is the text <c>channel.{Channel}</c>.</param>
/// <param name="Notice">Key of the notice; null when the notice was deleted.</param>
/// <param name="Receiver">The person; null when the notice was deleted.</param>
/// <param name="DueAt">Next attempt, UTC; null when given up.</param>
/// <param name="Failure">The last failure.</param>
public sealed record DeliveryState(long Id, string Channel, string? Notice, long? Receiver, DateTime? DueAt, WorkFailure Failure);

/// <summary>A failed attempt.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Message">Message of the exception, cut to 500 characters.</param>
/// <param name="Reference">Reference number of the full error in the log.</param>
/// <param name="Attempts">Attempts since the last success.</param>
public sealed record WorkFailure(DateTime At, string Message, string Reference, int Attempts);
