using System.Collections.Concurrent;
using Npgsql;

namespace Kabinet.Engine.Storage.Postgres;

/// <summary>
/// Open connections for the next reader. The driver's own pool takes back every connection that still has a socket; this one takes back
/// only those whose last exchange ended, so nobody reads an answer to somebody else's question.
/// </summary>
/// <param name="source">Opens connections; its own pooling is off.</param>
/// <param name="most">How many are open at once.</param>
/// <param name="patience">How long a reader waits for one.</param>
internal sealed class PostgresPool(NpgsqlDataSource source, int most, TimeSpan patience) : IAsyncDisposable
{
    private readonly ConcurrentStack<NpgsqlConnection> idle = new();
    private readonly SemaphoreSlim turn = new(most);
    private int generation;
    private volatile bool disposed;

    /// <summary>Number of open connections that nobody uses.</summary>
    public int Idle => idle.Count;

    /// <summary>Opens a connection or takes an open one. Give it back with <see cref="Return"/>.</summary>
    /// <exception cref="DatabaseUnavailableException">All are in use for too long.</exception>
    /// <exception cref="NpgsqlException">The server does not answer.</exception>
    public async ValueTask<(NpgsqlConnection Connection, int Generation)> Take(CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (!await turn.WaitAsync(patience, cancellation))
            throw new DatabaseUnavailableException(new TimeoutException($"All {most} connections are in use"));
        var taken = generation;
        if (idle.TryPop(out var connection)) return (connection, taken);
        try { return (await source.OpenConnectionAsync(cancellation), taken); }
        catch
        {
            turn.Release();
            throw;
        }
    }

    /// <summary>Gives a connection back. It is closed unless its last exchange ended and the pool has not been cleared meanwhile.</summary>
    public async ValueTask Return(NpgsqlConnection connection, int taken, bool isClean)
    {
        try
        {
            if (isClean && !disposed && taken == Volatile.Read(ref generation)) idle.Push(connection);
            else await connection.DisposeAsync();
        }
        finally { turn.Release(); }
    }

    /// <summary>Closes what is idle now, and what is in use when it is given back.</summary>
    public void Clear()
    {
        Interlocked.Increment(ref generation);
        while (idle.TryPop(out var connection)) connection.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        disposed = true;
        Clear();
        return source.DisposeAsync();
    }
}
