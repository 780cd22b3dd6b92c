using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Outbox;

/// <summary>Adds work to the queue of the background worker, in the transaction of its cause.</summary>
internal sealed class WorkAdding(TimeProvider clock)
{
    /// <summary>Raised after a commit that has added work. Handlers must return at once and never throw.</summary>
    public event Action? Added;

    /// <summary>Adds an item that is due at once, unless it is in the queue already.</summary>
    public async ValueTask Add(Transaction transaction, string kind, long subject, CancellationToken cancellation)
    {
        await transaction.Execute(OutboxStatements.AddWork(kind, subject, clock.GetUtcNow().UtcDateTime), cancellation);
        transaction.AfterCommit(Tell);
    }

    private void Tell() => Added?.Invoke();
}
