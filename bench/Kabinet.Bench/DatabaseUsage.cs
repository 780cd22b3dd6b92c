using System.Diagnostics;

namespace Kabinet.Bench;

/// <summary>
/// Processor time of the sessions of a PostgreSQL on this machine, read from the system: what the server does for a site is the site's
/// cost too. Nothing for SQLite, which works inside the site, nor where the server runs elsewhere.
/// </summary>
internal static class DatabaseUsage
{
    /// <summary>By which sessions of the bench itself are known, which are nobody's cost.</summary>
    public const string OurName = "kabinet-bench";

    /// <summary>Milliseconds that the sessions open now have used.</summary>
    public static async Task<double> Milliseconds(string database)
    {
        if (database.StartsWith("sqlite:", StringComparison.Ordinal)) return 0;
        await using var connection = Filling.Open(database);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            select pid from pg_stat_activity where datname = current_database() and application_name <> '{OurName}'
            """;
        await using var reader = await command.ExecuteReaderAsync();
        var used = 0d;
        while (await reader.ReadAsync()) used += Of(reader.GetInt32(0));
        return used;
    }

    private static double Of(int session)
    {
        try
        {
            using var process = Process.GetProcessById(session);
            return process.TotalProcessorTime.TotalMilliseconds;
        }
        // It has ended meanwhile, or runs on another machine.
        catch (ArgumentException) { return 0; }
    }
}
