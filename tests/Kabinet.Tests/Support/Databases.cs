using Kabinet.Engine.Storage;
using Npgsql;

namespace Kabinet.Tests;

/// <summary>
/// Fresh databases for tests: <c>[Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]</c> with <c>await using var
/// fresh = await Databases.Fresh(kind)</c>.
/// </summary>
public static class Databases
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgresql";

    /// <summary>The two kinds; PostgreSQL is skipped, saying so, where there is none.</summary>
    public static TheoryData<string> Both => [Sqlite, Postgres];

    public static async Task<FreshDatabase> Fresh(string kind) => kind == Sqlite ? FreshSqlite() : await FreshPostgres();

    private static FreshDatabase FreshSqlite()
    {
        var folder = Directory.CreateTempSubdirectory("kabinet-test-");
        return new($"sqlite:{Path.Combine(folder.FullName, "kabinet.db")}", () =>
        {
            folder.Delete(recursive: true);
            return ValueTask.CompletedTask;
        });
    }

    private static async Task<FreshDatabase> FreshPostgres()
    {
        var server = await PostgresServer.Connection();
        var name = $"kabinet_{Guid.NewGuid():N}";
        await PostgresServer.Run($"create database {name}");
        return new(new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 16 }.ConnectionString, () =>
            PostgresServer.Run($"drop database {name} with (force)"));
    }
}

/// <summary>A database of one test, gone when disposed.</summary>
public sealed class FreshDatabase(string connection, Func<ValueTask> remove) : IAsyncDisposable
{
    /// <summary>What <c>--database</c> would be.</summary>
    public string Connection { get; } = connection;

    public Database Database { get; } = Kabinet.Engine.Storage.Databases.Open(connection);

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await remove();
    }
}
