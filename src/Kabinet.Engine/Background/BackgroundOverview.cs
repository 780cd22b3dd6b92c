using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Background;

/// <summary>Background work, for actors with the ability <c>users</c>; returns nothing to others.</summary>
public sealed class BackgroundOverview
{
    private readonly Database database;
    private readonly TimeProvider clock;
    private readonly BackgroundWorker worker;
    private readonly IReadOnlyList<string> channels;
    private readonly RunsOverview runs;

    internal BackgroundOverview(Database database, TimeProvider clock, BackgroundWorker worker, IReadOnlyList<string> channels,
        Records records) =>
        (this.database, this.clock, this.worker, this.channels, runs) = (database, clock, worker, channels, new(database, records));

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The jobs of the solution, then those of the platform.</summary>
    public async ValueTask<IReadOnlyList<JobState>> Jobs(Actor actor, CancellationToken cancellation = default)
    {
        if (!Accounts.MayRead(actor)) return [];
        var (jobs, now) = (worker.Recurring, Now);
        var rows = await Read(WorkStatements.Jobs([.. jobs.Select(job => job.Kind)]), cancellation);
        var last = await runs.Last(actor, [.. jobs.Select(job => job.Name)], cancellation);
        return [.. jobs.Select(job => State(job, rows.Find(row => row.Kind == job.Kind), now) with
        {
            LastRun = last.FirstOrDefault(run => run.Job == job.Name),
        })];
    }

    /// <summary>The last runs of the jobs of the solution, and the failed ones of the platform's, newest first.</summary>
    public async ValueTask<IReadOnlyList<JobRunState>> Runs(Actor actor, int limit, CancellationToken cancellation = default) =>
        Accounts.MayRead(actor)
            ? await runs.Recent(actor, [.. worker.Recurring.Where(job => job is not JobWork).Select(job => job.Name)], limit, cancellation)
            : [];

    /// <summary>Runs a job at once. Requires the right to manage accounts.</summary>
    /// <returns>The run, which waits for a worker or is already running; null when not allowed or there is no such job.</returns>
    public async ValueTask<JobRunState?> RunNow(SignedIn signedIn, string name, CancellationToken cancellation = default)
    {
        if (!Accounts.MayManage(signedIn) || worker.Recurring.FirstOrDefault(job => job.Name == name) is not { } job) return null;
        var run = await database.Write(transaction => Asked(transaction, job, signedIn.Actor, cancellation), cancellation);
        worker.Wake();
        return await runs.State(signedIn.Actor, run, cancellation);
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
        var again = WorkStatements.TryAgain(id, Now);
        if (await database.Write(transaction => transaction.Execute(again, cancellation), cancellation) == 0) return false;
        worker.Wake();
        return true;
    }

    // The first statement locks the row of the job, so that two requests at once make one run.
    private async ValueTask<JobRun> Asked(Transaction transaction, IRecurringWork job, Actor actor, CancellationToken cancellation)
    {
        var now = Now;
        await transaction.Execute(WorkStatements.AddRecurring(job, now), cancellation);
        await transaction.Execute(WorkStatements.RunNow(job.Kind, WorkQueue.TimesOf(now)), cancellation);
        if (await transaction.First(database.Dialect, JobStatements.Open(job.Name), JobRun.Read, cancellation) is { } open) return open;
        var run = new JobRun { Job = job.Name, PlannedAt = now, User = actor.UserId };
        run.Id = (long)(await transaction.Scalar(JobStatements.Insert(run), DataType.Whole, cancellation))!;
        return run;
    }

    private ValueTask<List<Work>> Read(Statement statement, CancellationToken cancellation) =>
        database.Read(connection => connection.All(database.Dialect, statement, Read, cancellation), cancellation);

    private static JobState State(IRecurringWork job, Work? row, DateTime now) =>
        new(row?.Id, job.Name, job.Title, job.Times, row?.DoneAt, row?.DueAt, row?.Failure) { IsRunning = row?.ClaimedUntil > now };

    private static Work Read(Row row) =>
        new(row.Id(0), row.Text(1), row.MomentOrNull(2), row.MomentOrNull(3), Failure(row), row.TextOrNull(8), row.Whole(9),
            row.MomentOrNull(10));

    private static WorkFailure? Failure(Row row) =>
        row.MomentOrNull(4) is { } at ? new(at, row.Text(5), row.Text(6), (int)row.Whole(7)!.Value) : null;

    private sealed record Work(
        long Id, string Kind, DateTime? DueAt, DateTime? DoneAt, WorkFailure? Failure, string? Notice, long? Receiver,
        DateTime? ClaimedUntil);
}
