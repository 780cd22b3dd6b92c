using System.Data.Common;
using Kabinet.Engine.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Kabinet.Bench;

/// <summary>
/// Fills an empty installation of the replanning bureau with many requests and their histories, by plain SQL: what is measured is reading
/// and moving them, not making them.
/// Twenty managers share them evenly, so a manager's list is a twentieth of all.
/// </summary>
internal static class Filling
{
    public const int Managers = 20;
    /// <summary>Session of the first manager; a token as the platform makes them, but known.</summary>
    public const string Token = "ks_bench-session-of-the-first-manager";
    /// <summary>Session of somebody who sees all requests.</summary>
    public const string HeadToken = "ks_bench-session-of-the-head-of-them-all";
    private const int Partners = 400;

    public static async Task Run(Database database, bool sqlite, int requests)
    {
        var sql = new FillingSql(sqlite, requests, Partners, Managers);
        await database.Write(async transaction =>
        {
            foreach (var statement in sql.Statements) await transaction.Execute(new(statement));
            return 0;
        });
        await database.Write(transaction => transaction.Execute(new("analyze")));
    }

    /// <summary>Requests of the first manager.</summary>
    public static async Task<IReadOnlyList<long>> RequestsOf(string database, string where, int most)
    {
        await using var connection = Open(database);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"""select id from request where manager = (select min(id) from "user" where login like 'bench%') and {where} order by id limit {most}""";
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new List<long>();
        while (await reader.ReadAsync()) ids.Add(reader.GetInt64(0));
        return ids;
    }

    /// <summary>
    /// One slot for each request, held by its manager: a rule over slots then shows the rows that a rule over the manager does.
    /// </summary>
    public static Task FillSlots(string database) =>
        Execute(database, "insert into slot (request, engineer, starts_on, ends_on, created_at, updated_at) select id, manager, "
            + "promised_on, promised_on, created_at, created_at from request where id not in (select request from slot)");

    /// <summary>Each site finds the tables tidy, whatever the one before it moved.</summary>
    public static Task Tidy(string database) =>
        Execute(database, database.StartsWith("sqlite:", StringComparison.Ordinal) ? "analyze; pragma wal_checkpoint(truncate)"
        : "vacuum analyze");

    /// <summary>Puts requests back to where they can be taken once more.</summary>
    public static Task Assign(string database, IEnumerable<long> requests) =>
        Execute(database, $"update request set status = 'assigned' where id in ({string.Join(", ", requests)})");

    public static DbConnection Open(string database) =>
        database.StartsWith("sqlite:", StringComparison.Ordinal) ? new SqliteConnection($"Data Source={database["sqlite:".Length..]}")
            : new NpgsqlConnection($"{database};Application Name={DatabaseUsage.OurName}");

    private static async Task Execute(string database, string sql)
    {
        await using var connection = Open(database);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
