using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Outbox;

/// <summary>What changed, told after the commit to whoever shows it live. Carries names only; each listener reads again under his own rights.</summary>
public sealed class ChangeFeed
{
    /// <summary>Tells this node apart from the others on the same database.</summary>
    private readonly Guid node = Guid.NewGuid();

    /// <summary>Raised after a commit of this node, and for commits of other nodes as they become known. Listeners return at once and never throw.</summary>
    public event Action<Change>? Changed;

    /// <summary>Raised when another node says that it has published: what serves here is still the old. Once the new serves, <see cref="Changed"/> tells it.</summary>
    public event Action? Published;

    internal void Tell(Change change) => Changed?.Invoke(change);

    /// <summary>What tells the other nodes of commits; null where there can be none.</summary>
    internal Announcements? Announcing(Database database) => database is IListening listening ? new(listening, node) : null;

    /// <summary>
    /// Tells the other nodes, if there can be any, once the transaction commits: for what must not be lost between the two.
    /// </summary>
    internal async ValueTask Announce(Transaction transaction, IReadOnlyList<Change> changes, CancellationToken cancellation)
    {
        if (transaction is not INotifying notifying) return;
        foreach (var part in changes.Chunk(ChangeText.MostChanges))
            await notifying.Notify(ChangeText.Write(node, part), cancellation);
    }

    /// <summary>Takes what some node announced; its own announcements are known already.</summary>
    internal void Hear(string announcement)
    {
        if (!ChangeText.TryRead(announcement, out var from, out var changes) || from == node) return;
        foreach (var change in changes)
            if (change.IsOfDefinitions) Published?.Invoke();
            else Tell(change);
    }
}

/// <summary>One change.</summary>
/// <param name="Entity">Entity key; empty for new definitions.</param>
/// <param name="Id">The record; zero for new definitions.</param>
/// <param name="Receiver">The person whose bell rings; null for a change of a record.</param>
public sealed record Change(string Entity, long Id, long? Receiver = null)
{
    /// <summary>There are new definitions; also told when something may have been missed.</summary>
    internal static readonly Change OfDefinitions = new("", 0);

    /// <summary>Tells of new definitions, not of a record.</summary>
    public bool IsOfDefinitions => Entity.Length == 0;
}
