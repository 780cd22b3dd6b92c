using Kabinet.Engine.Access;
using Kabinet.Engine.People;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Background;

/// <summary>A job as it stands.</summary>
/// <param name="Id">Its row; null where no worker has seen it yet.</param>
/// <param name="Name">Key; its title is the text <c>job.{Name}</c>.</param>
/// <param name="Every">How long from one run to the next.</param>
/// <param name="DoneAt">End of the last good run, UTC; null for none.</param>
/// <param name="DueAt">Next run, UTC.</param>
/// <param name="Failure">Why the last run failed; null where it did not.</param>
public sealed record JobState(long? Id, string Name, TimeSpan Every, DateTime? DoneAt, DateTime? DueAt, WorkFailure? Failure);

/// <summary>A delivery that has failed.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Channel">Key of the channel; its title is the text <c>channel.{Channel}</c>.</param>
/// <param name="Notice">Key of the notice.</param>
/// <param name="Receiver">The person; null where the notice is gone.</param>
/// <param name="DueAt">Next attempt, UTC; null where it is given up.</param>
/// <param name="Failure">Why.</param>
public sealed record DeliveryState(long Id, string Channel, string? Notice, long? Receiver, DateTime? DueAt, WorkFailure Failure);

/// <summary>A failed attempt.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Message">What the program said, cut to 500 characters.</param>
/// <param name="Reference">Number by which the log has the whole of it.</param>
/// <param name="Attempts">Attempts since the last success.</param>
public sealed record WorkFailure(DateTime At, string Message, string Reference, int Attempts);

/// <summary>The background work as those with the ability <c>users</c> see it; for anybody else there is none.</summary>
public sealed class BackgroundOverview
{
    private readonly Database database;
    private readonly TimeProvider clock;
    private readonly BackgroundWorker worker;
    private readonly IReadOnlyList<IBackgroundJob> jobs;

    internal BackgroundOverview(Database database, TimeProvider clock, BackgroundWorker worker, IReadOnlyList<IBackgroundJob> jobs) =>
        (this.database, this.clock, this.worker, this.jobs) = (database, clock, worker, jobs);

    /// <summary>Every job, in the order of the registry.</summary>
    public async ValueTask<IReadOnlyList<JobState>> Jobs(Actor actor, CancellationToken cancellation = default)
    {
        if (!Accounts.MayRead(actor)) return [];
        var rows = await Read(WorkStatements.Jobs([.. jobs.Select(job => job.Name)]), cancellation);
        return [.. jobs.Select(job => State(job, rows.Find(row => row.Kind == job.Name)))];
    }

    /// <summary>Deliveries that have failed and are not made yet, the latest first.</summary>
    public async ValueTask<IReadOnlyList<DeliveryState>> Failures(Actor actor, int limit, CancellationToken cancellation = default)
    {
        if (!Accounts.MayRead(actor)) return [];
        var rows = await Read(WorkStatements.Failures(limit), cancellation);
        return [.. rows.Select(row => new DeliveryState(row.Id, row.Kind, row.Notice, row.Receiver, row.DueAt, row.Failure!))];
    }

    /// <summary>Has a job or a delivery that failed attempted again at once, on behalf of who may manage accounts.</summary>
    /// <returns>False where he may not, or it has not failed or is done meanwhile.</returns>
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
