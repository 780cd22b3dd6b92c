using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Background;

/// <summary>One kind of work that the worker knows how to do.</summary>
internal interface IWork
{
    /// <summary>Key of the kind.</summary>
    string Kind { get; }

    /// <summary>When to try again after so many failed attempts; null to give up and wait for somebody.</summary>
    TimeSpan? PauseAfter(int attempts);

    /// <summary>Does one piece, outside of any transaction. It may have been done before by a process that died over it.</summary>
    ValueTask<WorkEnd> Do(WorkItem item, CancellationToken cancellation);
}

/// <summary>A piece of work that this node has taken.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Kind">Kind of work.</param>
/// <param name="Subject">What it is about; 0 for a job.</param>
/// <param name="Attempts">Attempts since the last success, this one too.</param>
internal sealed record WorkItem(long Id, string Kind, long Subject, int Attempts);

/// <summary>How a piece of work ends.</summary>
internal abstract record WorkEnd
{
    private WorkEnd() { }

    /// <summary>Done for good; what is to be written is written in the transaction that removes the piece, or not at all.</summary>
    public sealed record Done(Func<Transaction, ValueTask>? Write = null) : WorkEnd;

    /// <summary>Done until a next time.</summary>
    public sealed record Again(TimeSpan After) : WorkEnd;
}
