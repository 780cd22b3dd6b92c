using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Outbox;

/// <summary>Announces changes after the commit, for live updates. Carries ids only; each listener reads with its own rights.</summary>
public sealed class ChangeFeed
{
    /// <summary>Identifies this node among those on the same database.</summary>
    private readonly Guid node = Guid.NewGuid();

    /// <summary>Raised after commits of this node and, later, of other nodes. Handlers must return at once and never throw.</summary>
    public event Action<Change>? Changed;

    /// <summary>
    /// Raised when another node has published. This node still uses the old snapshot; it raises <see cref="Changed"/> after switching to
    /// the new one.
    /// </summary>
    public event Action? Published;

    internal void Tell(Change change) => Changed?.Invoke(change);

    /// <summary>Sends changes to the other nodes after commits; null if the database serves one node only.</summary>
    internal Announcements? Announcing(Database database) => database is IListening listening ? new(listening, node) : null;

    /// <summary>
    /// Sends changes to the other nodes when the transaction commits, for changes that must not be lost between the two. Does nothing if
    /// the database serves one node only.
    /// </summary>
    internal async ValueTask Announce(Transaction transaction, IReadOnlyList<Change> changes, CancellationToken cancellation)
    {
        if (transaction is not INotifying notifying) return;
        foreach (var part in changes.Chunk(ChangeText.MostChanges))
            await notifying.Notify(ChangeText.Write(node, part), cancellation);
    }

    /// <summary>Handles a message of another node. Ignores the node's own messages.</summary>
    internal void Hear(string announcement)
    {
        if (!ChangeText.TryRead(announcement, out var from, out var changes) || from == node) return;
        foreach (var change in changes)
            if (change.IsOfDefinitions) Published?.Invoke();
            else Tell(change);
    }
}

/// <summary>One change.</summary>
/// <param name="Entity">Key of the entity; empty for a new publication.</param>
/// <param name="Id">Id of the record; zero for a new publication.</param>
/// <param name="Receiver">Id of the user who received a notice; null for a change of a record.</param>
public sealed record Change(string Entity, long Id, long? Receiver = null)
{
    /// <summary>A new publication. Also announced when messages of other nodes may have been lost.</summary>
    internal static readonly Change OfDefinitions = new("", 0);

    /// <summary>True for a new publication.</summary>
    public bool IsOfDefinitions => Entity.Length == 0;
}
