using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Background;

/// <summary>One kind of work that the worker can do.</summary>
internal interface IWork
{
    /// <summary>Key of the kind.</summary>
    string Kind { get; }

    /// <summary>
    /// True for work that waits for another machine. It has a lane of its own, so a server that does not respond delays nothing else.
    /// </summary>
    bool IsSlow => false;

    /// <summary>Pause before the next attempt after this many failed ones; null to give up until someone retries it.</summary>
    TimeSpan? PauseAfter(int attempts);

    /// <summary>Does one item, outside any transaction. A process that crashed may already have done it.</summary>
    ValueTask<WorkEnd> Do(WorkItem item, CancellationToken cancellation);
}

/// <summary>An item that this node has claimed.</summary>
/// <param name="Id">Id of its row.</param>
/// <param name="Kind">Kind of work.</param>
/// <param name="Subject">Id of the notice or letter to deliver; 0 for a job.</param>
/// <param name="Attempts">Attempts since the last success, including this one.</param>
internal sealed record WorkItem(long Id, string Kind, long Subject, int Attempts);

/// <summary>Result of an item of work.</summary>
internal abstract record WorkEnd
{
    private WorkEnd() { }

    /// <summary>Done. <paramref name="Write"/> runs in the transaction that removes the item.</summary>
    public sealed record Done(Func<Transaction, ValueTask>? Write = null) : WorkEnd;

    /// <summary>Done; due again after the given time.</summary>
    public sealed record Again(TimeSpan After) : WorkEnd;

    /// <summary>Not tried: due again after the given time, and not counted as an attempt.</summary>
    public sealed record Later(TimeSpan After) : WorkEnd;
}
