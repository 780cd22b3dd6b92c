using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Outbox;

/// <summary>Hears what other nodes on the same database have changed, as long as this node runs.</summary>
internal sealed class NodeListener : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Task hearing;

    private NodeListener(IListening database, ChangeFeed changes) =>
        // What was told while the connection was gone nobody knows: everything may have changed, definitions included.
        hearing = Task.Run(() => database.Listen(changes.Hear, () => changes.Tell(Change.OfDefinitions), stop.Token));

    /// <summary>Null where the database serves one node alone.</summary>
    public static NodeListener? Of(Database database, ChangeFeed changes) => database is IListening listening ? new(listening, changes) : null;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await hearing;
        stop.Dispose();
    }
}
