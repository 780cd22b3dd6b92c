using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Outbox;

/// <summary>Receives changes of other nodes on the same database, as long as this node runs.</summary>
internal sealed class NodeListener : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Task hearing;

    private NodeListener(IListening database, ChangeFeed changes) =>
        // Messages are lost while the connection is down. After a reconnect anything may have changed, so a new publication is announced.
        hearing = Task.Run(() => database.Listen(changes.Hear, () => changes.Tell(Change.OfDefinitions), stop.Token));

    /// <summary>Starts listening. Null if the database supports only one node.</summary>
    public static NodeListener? Of(Database database, ChangeFeed changes) =>
        database is IListening listening ? new(listening, changes) : null;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await hearing;
        stop.Dispose();
    }
}
