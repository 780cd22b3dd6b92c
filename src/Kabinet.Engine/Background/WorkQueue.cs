using System.Data.Common;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Background;

/// <summary>Work as the nodes share it: each takes some for a while, and only who still holds a piece may end it.</summary>
internal sealed class WorkQueue(Database database, TimeProvider clock, IReadOnlyList<string> kinds)
{
    /// <summary>How long a claim holds.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    /// <summary>By how much the clocks of two nodes, or of one before and after it was set, may differ without a meaning.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);
    private const int LongestError = 500;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Takes what is due, the oldest first.</summary>
    public async ValueTask<WorkClaim> Claim(int limit, CancellationToken cancellation)
    {
        var (now, key) = (Now, Guid.NewGuid().ToString("N"));
        var times = new ClaimTimes(now, now + Lease, now + Tolerance, now + Lease + Tolerance);
        var statement = WorkStatements.Claim(database.Dialect, kinds, times, key, limit);
        var items = await database.Write(transaction => transaction.Query(statement, Read, cancellation), cancellation);
        return new(key, now, [.. items.OrderBy(item => item.Id)]);
    }

    /// <summary>Ends a piece with whatever it has to write, all or nothing.</summary>
    /// <exception cref="ClaimLostException">The claim was over and another node has taken the piece.</exception>
    public async ValueTask End(WorkItem item, string claim, WorkEnd end, CancellationToken cancellation)
    {
        var now = Now;
        await database.Write(async transaction =>
        {
            var statement = end is WorkEnd.Again again
                ? WorkStatements.Again(item.Id, claim, now, now + again.After) : WorkStatements.Remove(item.Id, claim);
            // First of all, since it holds the row: what follows is written by who holds the piece or by nobody.
            if (await transaction.Execute(statement, cancellation) == 0) throw new ClaimLostException();
            if (end is WorkEnd.Done { Write: { } write }) await write(transaction);
            return 0;
        }, cancellation);
    }

    /// <summary>Puts a piece off after a failure.</summary>
    public ValueTask<int> PutOff(WorkItem item, string claim, TimeSpan? pause, WorkError error, CancellationToken cancellation)
    {
        var kept = error.Message.Length > LongestError ? error with { Message = error.Message[..LongestError] } : error;
        var statement = WorkStatements.PutOff(item.Id, claim, Now, Now + pause, kept);
        return database.Write(transaction => transaction.Execute(statement, cancellation), cancellation);
    }

    /// <summary>Gives back whatever of a claim was not ended.</summary>
    public ValueTask<int> Release(string claim, CancellationToken cancellation) =>
        database.Write(transaction => transaction.Execute(WorkStatements.Release(claim), cancellation), cancellation);

    /// <summary>Puts jobs down that are not there yet.</summary>
    public async ValueTask Ensure(IEnumerable<string> jobs, CancellationToken cancellation)
    {
        var now = Now;
        await database.Write(async transaction =>
        {
            foreach (var job in jobs) await transaction.Execute(WorkStatements.Ensure(job, now), cancellation);
            return 0;
        }, cancellation);
    }

    /// <summary>
    /// How long from now until the next piece can be taken; null where there is none. Below zero where the clock has gone ahead.
    /// </summary>
    public async ValueTask<TimeSpan?> UntilNext(CancellationToken cancellation)
    {
        var statement = WorkStatements.Next(kinds);
        var next = await database.Read(connection => connection.Scalar(statement, DataType.DateTime, cancellation), cancellation);
        return (DateTime?)next - Now;
    }

    private static WorkItem Read(DbDataReader row) => new(row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetInt32(3));
}

/// <summary>What a node has taken.</summary>
/// <param name="Key">Proof that it is this node's.</param>
/// <param name="At">When.</param>
/// <param name="Items">The pieces, in the order they were put down.</param>
internal sealed record WorkClaim(string Key, DateTime At, IReadOnlyList<WorkItem> Items);

/// <summary>The claim was over before the work, and another node has taken the piece; nothing of this attempt was written.</summary>
internal sealed class ClaimLostException() : Exception("The claim was over before the work");
