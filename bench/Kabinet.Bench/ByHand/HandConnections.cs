using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Kabinet.Bench.ByHand;

/// <summary>
/// Open connections of the hand-written site, each with the commands it has prepared: a careful developer parses and plans none of his few
/// statements twice.
/// SQLite works as is advised for WAL: a commit waits for the log to be written, not for the disk, and pages are mapped.
/// </summary>
internal sealed class HandConnections(string database) : IDisposable
{
    private const string Settings = "pragma synchronous=normal; pragma mmap_size=268435456; pragma cache_size=-16000; "
        + "pragma temp_store=memory; pragma busy_timeout=5000";
    private readonly bool sqlite = database.StartsWith("sqlite:", StringComparison.Ordinal);
    private readonly ConcurrentStack<HandConnection> idle = new();

    public async ValueTask<HandConnection> Take()
    {
        if (idle.TryPop(out var known)) return known;
        DbConnection connection = sqlite
            ? new SqliteConnection($"Data Source={database["sqlite:".Length..]};Pooling=false")
            : new NpgsqlConnection($"{database};Pooling=false");
        await connection.OpenAsync();
        if (sqlite)
        {
            await using var settings = connection.CreateCommand();
            settings.CommandText = Settings;
            await settings.ExecuteNonQueryAsync();
        }
        return new(connection, this);
    }

    public void Return(HandConnection connection) => idle.Push(connection);

    public void Dispose()
    {
        while (idle.TryPop(out var connection)) connection.Close();
    }
}

/// <summary>One of them, taken until it is disposed.</summary>
internal sealed class HandConnection(DbConnection connection, HandConnections shelf) : IDisposable
{
    private readonly Dictionary<string, DbCommand> prepared = new(StringComparer.Ordinal);
    private DbTransaction? transaction;

    public async ValueTask<DbTransaction> Begin() => transaction = await connection.BeginTransactionAsync();

    public async Task<List<T>> Query<T>(string sql, Func<DbDataReader, T> read, params object[] values)
    {
        var command = await Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync()) rows.Add(read(reader));
        return rows;
    }

    public async Task Execute(string sql, params object[] values) => await (await Command(sql, values)).ExecuteNonQueryAsync();

    public async Task Commit()
    {
        await transaction!.CommitAsync();
        transaction = null;
    }

    public void Dispose() => shelf.Return(this);

    public void Close()
    {
        foreach (var command in prepared.Values) command.Dispose();
        connection.Dispose();
    }

    private async ValueTask<DbCommand> Command(string sql, object[] values)
    {
        if (prepared.TryGetValue(sql, out var command))
        {
            command.Transaction = transaction;
            for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
            return command;
        }
        command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@p{i}", values[i]);
            command.Parameters.Add(parameter);
        }
        await command.PrepareAsync();
        return prepared[sql] = command;
    }
}
