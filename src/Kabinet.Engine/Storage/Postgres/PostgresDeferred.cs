using Npgsql;

namespace Kabinet.Engine.Storage.Postgres;

/// <summary>
/// Statements of one transaction that were put off: they go to the server with the next one, one way there and back for all.
/// Each sees what those before it have left, as if they had been sent one by one.
/// </summary>
internal sealed class PostgresDeferred
{
    private readonly List<(Statement Statement, Action<int>? Changed)> waiting = [];

    public bool IsEmpty => waiting.Count == 0;

    public void Add(Statement statement, Action<int>? changed) => waiting.Add((statement, changed));

    /// <summary>Sends them.</summary>
    /// <param name="batch">An empty batch of the connection.</param>
    /// <param name="command">Makes a command of a statement.</param>
    /// <param name="last">What goes with them; null for nothing.</param>
    /// <param name="cancellation">Cancels it.</param>
    /// <returns>A reader at the rows of the last one, or at the end where it has none.</returns>
    public async ValueTask<NpgsqlDataReader> Send(
        NpgsqlBatch batch, Func<Statement, NpgsqlBatchCommand> command, Statement? last, CancellationToken cancellation)
    {
        foreach (var (statement, _) in waiting) batch.BatchCommands.Add(command(statement));
        if (last is not null) batch.BatchCommands.Add(command(last));
        var sent = waiting.ToArray();
        waiting.Clear();
        var reader = await batch.ExecuteReaderAsync(cancellation);
        try
        {
            // A reader stops at the next rows by itself; those of a SELECT put off are nobody's.
            for (var i = 0; i < sent.Length; i++)
                if (sent[i].Changed is null) await reader.NextResultAsync(cancellation);
            for (var i = 0; i < sent.Length; i++)
                sent[i].Changed?.Invoke((int)batch.BatchCommands[i].RecordsAffected);
            return reader;
        }
        catch
        {
            await reader.DisposeAsync();
            throw;
        }
    }
}
