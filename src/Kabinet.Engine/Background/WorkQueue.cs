using Kabinet.Engine.Expressions;
using Kabinet.Engine.Outbox;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Background;

/// <summary>Work shared by nodes: each claims items for a lease, and only the holder of the claim may end an item.</summary>
internal sealed class WorkQueue(Database database, TimeProvider clock, IReadOnlyList<string> kinds)
{
    /// <summary>Duration of a claim.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    /// <summary>Tolerated difference between clocks of two nodes, or between one clock before and after it was set.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);
    private const int LongestError = 500;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The times of a claim made now.</summary>
    public static ClaimTimes TimesOf(DateTime now) => new(now, now + Lease, now + Tolerance, now + Lease + Tolerance);

    /// <summary>Claims due items, oldest first.</summary>
    public async ValueTask<WorkClaim> Claim(int limit, CancellationToken cancellation)
    {
        var (now, key) = (Now, Guid.NewGuid().ToString("N"));
        var statement = WorkStatements.Claim(database.Dialect, kinds, TimesOf(now), key, limit);
        var items = await database.Write(transaction =>
            transaction.All(database.Dialect, statement, Read, cancellation), cancellation);
        return new(key, now, [.. items.OrderBy(item => item.Id).Select(item => item with { Claim = key })]);
    }

    /// <summary>Ends an item together with its writes, in one transaction.</summary>
    /// <exception cref="ClaimLostException">The lease has expired and another node has claimed the item.</exception>
    public async ValueTask End(WorkItem item, string claim, WorkEnd end, CancellationToken cancellation)
    {
        var now = Now;
        await database.Write(async transaction =>
        {
            var statement = end switch
            {
                WorkEnd.Again again => WorkStatements.Again(item.Id, claim, now, now + again.After),
                WorkEnd.AgainAt again => WorkStatements.Again(item.Id, claim, now, again.Due),
                WorkEnd.Later later => WorkStatements.Later(item.Id, claim, now, now + later.After),
                _ => WorkStatements.Remove(item.Id, claim),
            };
            // This statement comes first because it locks the row: only the holder of the claim gets to write.
            if (await transaction.Execute(statement, cancellation) == 0) throw new ClaimLostException();
            if (end.Writes is { } write) await write(transaction);
            return 0;
        }, cancellation);
    }

    /// <summary>Postpones an item after a failure.</summary>
    public ValueTask<int> PutOff(WorkItem item, string claim, TimeSpan? pause, WorkError error, CancellationToken cancellation)
    {
        var kept = error.Message.Length > LongestError ? error with { Message = error.Message[..LongestError] } : error;
        var statement = WorkStatements.PutOff(item.Id, claim, Now, Now + pause, kept);
        return database.Write(transaction => transaction.Execute(statement, cancellation), cancellation);
    }

    /// <summary>Releases the items of a claim that were not ended.</summary>
    public ValueTask<int> Release(string claim, CancellationToken cancellation) =>
        database.Write(transaction => transaction.Execute(WorkStatements.Release(claim), cancellation), cancellation);

    /// <summary>Inserts recurring work that is missing, and sets the next time of work whose schedule has changed.</summary>
    public async ValueTask Ensure(IEnumerable<IRecurringWork> works, CancellationToken cancellation)
    {
        var now = Now;
        await database.Write(async transaction =>
        {
            foreach (var work in works)
                if (await transaction.Execute(WorkStatements.AddRecurring(work, now), cancellation) == 0 && work.Schedule is not null)
                    await transaction.Execute(WorkStatements.Reschedule(work, now), cancellation);
            return 0;
        }, cancellation);
    }

    /// <summary>
    /// Time until the next item can be claimed; null when there is none. Negative when an item is overdue.
    /// </summary>
    public async ValueTask<TimeSpan?> UntilNext(CancellationToken cancellation)
    {
        var statement = WorkStatements.Next(kinds);
        var next = await database.Read(connection => connection.Scalar(statement, DataType.DateTime, cancellation), cancellation);
        return (DateTime?)next - Now;
    }

    private static WorkItem Read(Row row) => new(row.Id(0), row.Text(1), row.Id(2), (int)row.Id(3)) { DueAt = row.Moment(4) };
}

/// <summary>Items claimed by a node.</summary>
/// <param name="Key">Random key that identifies the claim.</param>
/// <param name="At">When it was made, UTC.</param>
/// <param name="Items">The items, oldest first.</param>
internal sealed record WorkClaim(string Key, DateTime At, IReadOnlyList<WorkItem> Items);

/// <summary>The lease expired before the work was done, and another node claimed the item; nothing of this attempt was written.</summary>
internal sealed class ClaimLostException() : Exception("The claim was over before the work");
