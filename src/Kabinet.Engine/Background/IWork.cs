using Kabinet.Engine.Storage;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Background;

/// <summary>One kind of work that the worker can do.</summary>
internal interface IWork
{
    /// <summary>Key of the kind.</summary>
    string Kind { get; }

    /// <summary>
    /// True for work that takes long or waits for another machine. It has a lane of its own, so it delays nothing else.
    /// </summary>
    bool IsSlow => false;

    /// <summary>Pause before the next attempt after this many failed ones; null to give up until someone retries it.</summary>
    TimeSpan? PauseAfter(int attempts);

    /// <summary>Does one item, outside any transaction. A process that crashed may already have done it.</summary>
    ValueTask<WorkEnd> Do(WorkItem item, CancellationToken cancellation);

    /// <summary>An attempt has failed.</summary>
    ValueTask Failed(WorkItem item, WorkError error, CancellationToken cancellation) => default;
}

/// <summary>Work that is always in the queue and due again and again.</summary>
internal interface IRecurringWork : IWork
{
    /// <summary>Key by which programs and administrators name it.</summary>
    string Name { get; }

    /// <summary>What it does, for administrators.</summary>
    LocalizedText Title { get; }

    /// <summary>How often it runs, in words.</summary>
    Message Times { get; }

    /// <summary>Identifies its schedule: where another one is stored, the next time is set anew. Null for an interval.</summary>
    string? Schedule => null;

    /// <summary>The first time after a moment, for work that is not in the queue yet.</summary>
    DateTime FirstDue(DateTime now) => now;
}

/// <summary>An item that this node has claimed.</summary>
/// <param name="Id">Id of its row.</param>
/// <param name="Kind">Kind of work.</param>
/// <param name="Subject">Id of the notice or letter to deliver; 0 for a job.</param>
/// <param name="Attempts">Attempts since the last success, including this one.</param>
internal sealed record WorkItem(long Id, string Kind, long Subject, int Attempts)
{
    /// <summary>When it was due, UTC. Later than now where the clock was set back since.</summary>
    public DateTime DueAt { get; init; }
    /// <summary>Key of the claim.</summary>
    public string Claim { get; init; } = "";
    /// <summary>Tells of an error that does not fail the attempt, and returns its reference number in the log.</summary>
    public Func<Exception, string> Tell { get; init; } = _ => "";
}

/// <summary>Result of an item of work.</summary>
internal abstract record WorkEnd
{
    private WorkEnd() { }

    /// <summary>Writes that belong to the end of the item, in its transaction; null for none.</summary>
    public virtual Func<Transaction, ValueTask>? Writes => null;

    /// <summary>Done. <paramref name="Write"/> runs in the transaction that removes the item.</summary>
    public sealed record Done(Func<Transaction, ValueTask>? Write = null) : WorkEnd
    {
        public override Func<Transaction, ValueTask>? Writes => Write;
    }

    /// <summary>Done; due again after the given time.</summary>
    public sealed record Again(TimeSpan After, Func<Transaction, ValueTask>? Write = null) : WorkEnd
    {
        public override Func<Transaction, ValueTask>? Writes => Write;
    }

    /// <summary>Done; due again at the given time, UTC.</summary>
    public sealed record AgainAt(DateTime Due, Func<Transaction, ValueTask>? Write = null) : WorkEnd
    {
        public override Func<Transaction, ValueTask>? Writes => Write;
    }

    /// <summary>Not tried: due again after the given time, and not counted as an attempt.</summary>
    public sealed record Later(TimeSpan After) : WorkEnd;
}
