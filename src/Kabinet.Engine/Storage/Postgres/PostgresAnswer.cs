using Npgsql;

namespace Kabinet.Engine.Storage.Postgres;

/// <summary>What the server answers to one statement, alone or at the end of those put off.</summary>
/// <param name="Reader">At its rows.</param>
/// <param name="Asked">The command or the batch.</param>
internal readonly record struct PostgresAnswer(NpgsqlDataReader Reader, IAsyncDisposable Asked) : IAsyncDisposable
{
    /// <summary>How many rows the statement has changed.</summary>
    public async ValueTask<int> Changed(CancellationToken cancellation)
    {
        // Errors of what comes after the first rows show only when the reader goes there.
        while (await Reader.NextResultAsync(cancellation)) { }
        return Math.Max(Asked is NpgsqlBatch batch ? (int)batch.BatchCommands[^1].RecordsAffected : Reader.RecordsAffected, 0);
    }

    public async ValueTask DisposeAsync()
    {
        await Reader.DisposeAsync();
        await Asked.DisposeAsync();
    }
}
