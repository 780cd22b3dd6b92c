using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Background;

/// <summary>
/// The log of the runs of jobs. A run that its process did not end is gone on with by whoever claims the job next.
/// </summary>
internal sealed class JobRuns(Database database, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The run that waits or has been cut short, or a new one, which is not in the log yet.</summary>
    public async ValueTask<JobRun> Open(string job, DateTime planned, CancellationToken cancellation)
    {
        var open = await database.Read(connection =>
            connection.First(database.Dialect, JobStatements.Open(job), JobRun.Read, cancellation), cancellation);
        var run = open ?? new() { Job = job, PlannedAt = planned };
        run.StartedAt ??= Now;
        return run;
    }

    /// <summary>Opens a run and writes it to the log at once.</summary>
    public async ValueTask<JobRun> Begin(string job, WorkItem item, CancellationToken cancellation)
    {
        var run = await Open(job, item.DueAt, cancellation);
        await Progress(run, item, cancellation);
        return run;
    }

    /// <summary>Writes what a run has come to so far, and keeps its claim.</summary>
    /// <exception cref="ClaimLostException">Another node has claimed the job.</exception>
    public async ValueTask Progress(JobRun run, WorkItem item, CancellationToken cancellation)
    {
        var until = Now + WorkQueue.Lease;
        await database.Write(async transaction =>
        {
            // This statement comes first because it locks the row: only the holder of the claim gets to write.
            if (await transaction.Execute(WorkStatements.Renew(item.Id, item.Claim, until), cancellation) == 0)
                throw new ClaimLostException();
            await Write(transaction, run, cancellation);
            return 0;
        }, cancellation);
    }

    /// <summary>Ends a run, in the transaction that ends its item. A run that did nothing and is not in the log stays out of it.</summary>
    public Func<Transaction, ValueTask>? Ending(JobRun run)
    {
        if (run.Id == 0 && run.IsEmpty) return null;
        run.EndedAt = Now;
        return transaction => Write(transaction, run, CancellationToken.None);
    }

    /// <summary>Ends the run of a job that has failed as a whole.</summary>
    public async ValueTask Fail(string job, WorkItem item, WorkError error, CancellationToken cancellation)
    {
        var run = await Open(job, item.DueAt, cancellation);
        run.Fail(error);
        run.EndedAt = Now;
        await database.Write(async transaction =>
        {
            await Write(transaction, run, cancellation);
            return 0;
        }, cancellation);
    }

    /// <summary>The latest time that the schedule of a job has named; null for none.</summary>
    public async ValueTask<DateTime?> LastPlanned(string job, CancellationToken cancellation) =>
        (DateTime?)await database.Read(connection =>
            connection.Scalar(JobStatements.LastPlanned(job), DataType.DateTime, cancellation), cancellation);

    /// <summary>Deletes runs that ended before a moment.</summary>
    public async ValueTask Forget(DateTime before, CancellationToken cancellation) =>
        await database.Write(transaction => transaction.Execute(JobStatements.Forget(before), cancellation), cancellation);

    private static async ValueTask Write(Transaction transaction, JobRun run, CancellationToken cancellation)
    {
        if (run.Id == 0) run.Id = (long)(await transaction.Scalar(JobStatements.Insert(run), DataType.Whole, cancellation))!;
        await transaction.Execute(JobStatements.Save(run), cancellation);
    }
}
