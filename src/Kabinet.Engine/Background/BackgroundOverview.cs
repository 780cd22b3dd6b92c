using Kabinet.Engine.Access;
using Kabinet.Engine.People;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Background;

/// <summary>State of a job.</summary>
/// <param name="Id">Id of its row; null before a worker has created it.</param>
/// <param name="Name">Key; the title is the text <c>job.{Name}</c>.</param>
/// <param name="Every">Interval between runs.</param>
/// <param name="DoneAt">End of the last successful run, UTC; null for none.</param>
/// <param name="DueAt">Next run, UTC.</param>
/// <param name="Failure">Failure of the last run; null when it succeeded.</param>
public sealed record JobState(long? Id, string Name, TimeSpan Every, DateTime? DoneAt, DateTime? DueAt, WorkFailure? Failure);

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

/// <summary>Background work, for actors with the ability <c>users</c>; returns nothing to others.</summary>
public sealed class BackgroundOverview
{
    private readonly Database database;
    private readonly TimeProvider clock;
    private readonly BackgroundWorker worker;
    private readonly IReadOnlyList<string> channels;
    private readonly IReadOnlyList<IBackgroundJob> jobs;

    internal BackgroundOverview(Database database, TimeProvider clock, BackgroundWorker worker, IReadOnlyList<string> channels,
        IReadOnlyList<IBackgroundJob> jobs) =>
        (this.database, this.clock, this.worker, this.channels, this.jobs) = (database, clock, worker, channels, jobs);

    /// <summary>Every job, in the order of the registry.</summary>
    public async ValueTask<IReadOnlyList<JobState>> Jobs(Actor actor, CancellationToken cancellation = default)
    {
        if (!Accounts.MayRead(actor)) return [];
        var rows = await Read(WorkStatements.Jobs([.. jobs.Select(job => job.Name)]), cancellation);
        return [.. jobs.Select(job => State(job, rows.Find(row => row.Kind == job.Name)))];
    }

    /// <summary>Failed deliveries that are not yet made, newest first.</summary>
    public async ValueTask<IReadOnlyList<DeliveryState>> Failures(Actor actor, int limit, CancellationToken cancellation = default)
    {
        if (!Accounts.MayRead(actor)) return [];
        var rows = await Read(WorkStatements.Failures(channels, limit), cancellation);
        return [.. rows.Select(row => new DeliveryState(row.Id, row.Kind, row.Notice, row.Receiver, row.DueAt, row.Failure!))];
    }

    /// <summary>Retries a failed job or delivery at once. Requires the right to manage accounts.</summary>
    /// <returns>False when not allowed, or the work has not failed or is already done.</returns>
    public async ValueTask<bool> TryAgain(SignedIn signedIn, long id, CancellationToken cancellation = default)
    {
        if (!Accounts.MayManage(signedIn)) return false;
        var again = WorkStatements.TryAgain(id, clock.GetUtcNow().UtcDateTime);
        if (await database.Write(transaction => transaction.Execute(again, cancellation), cancellation) == 0) return false;
        worker.Wake();
        return true;
    }

    private ValueTask<List<Work>> Read(Statement statement, CancellationToken cancellation) =>
        database.Read(connection => connection.All(database.Dialect, statement, Read, cancellation), cancellation);

    private static JobState State(IBackgroundJob job, Work? row) =>
        new(row?.Id, job.Name, job.Every, row?.DoneAt, row?.DueAt, row?.Failure);

    private static Work Read(Row row) =>
        new(row.Id(0), row.Text(1), row.MomentOrNull(2), row.MomentOrNull(3), Failure(row), row.TextOrNull(8), row.Whole(9));

    private static WorkFailure? Failure(Row row) =>
        row.MomentOrNull(4) is { } at ? new(at, row.Text(5), row.Text(6), (int)row.Whole(7)!.Value) : null;

    private sealed record Work(
        long Id, string Kind, DateTime? DueAt, DateTime? DoneAt, WorkFailure? Failure, string? Notice, long? Receiver);
}
