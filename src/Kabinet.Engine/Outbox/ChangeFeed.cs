namespace Kabinet.Engine.Outbox;

/// <summary>What changed, told after the commit to whoever shows it live. Carries names only; each listener reads again under his own rights.</summary>
public sealed class ChangeFeed
{
    /// <summary>Raised after a commit of this node, and for commits of other nodes as they become known. Listeners return at once and never throw.</summary>
    public event Action<Change>? Changed;

    internal void Tell(Change change) => Changed?.Invoke(change);
}

/// <summary>One change.</summary>
/// <param name="Entity">Entity key; empty for new definitions.</param>
/// <param name="Id">The record; zero for new definitions.</param>
/// <param name="Receiver">The person whose bell rings; null for a change of a record.</param>
public sealed record Change(string Entity, long Id, long? Receiver = null);
