using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Kabinet.Tests;

/// <summary>
/// The PostgreSQL of this test run: the one <c>KABINET_TEST_POSTGRES</c> names, else a throw-away cluster of our own, else none.
/// </summary>
internal static class PostgresServer
{
    private static readonly Lazy<Task<string?>> Server = new(Start);
    private static readonly SemaphoreSlim Turn = new(1, 1);
    /// <summary>Kept for its input, which the collector would close.</summary>
    private static Process? holder;

    /// <summary>
    /// Connection string of a role that may create databases; skips the test where there is no PostgreSQL, fails it where nothing may be
    /// skipped.
    /// </summary>
    public static async Task<string> Connection()
    {
        if (await Server.Value is { } connection) return connection;
        const string Missing = "There is no PostgreSQL: set KABINET_TEST_POSTGRES or install the package postgresql";
        if (Environment.GetEnvironmentVariable("KABINET_TEST_REQUIRE_ALL") == "1") Assert.Fail(Missing);
        Assert.Skip(Missing);
        return "";
    }

    /// <summary>Runs one statement on the server. One at a time: databases are made from a template that bears one copier.</summary>
    public static async ValueTask Run(string statement)
    {
        await Turn.WaitAsync();
        try
        {
            await using var connection = new NpgsqlConnection(await Connection());
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 60 };
            await command.ExecuteNonQueryAsync();
        }
        finally { Turn.Release(); }
    }

    private static async Task<string?> Start()
    {
        if (Environment.GetEnvironmentVariable("KABINET_TEST_POSTGRES") is { Length: > 0 } given) return given;
        if (Binaries() is not { } binaries) return null;
        var port = FreePort();
        holder = StartCluster(binaries, port);
        var connection = $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Timeout=5";
        await WaitFor(connection);
        return connection;
    }

    private static string? Binaries() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
                .Where(folder => File.Exists(Path.Combine(folder, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
            : null;

    /// <summary>
    /// The shell holds the server and lets go of it when our end of its input closes, which it does however this process ends.
    /// </summary>
    private static Process? StartCluster(string binaries, int port)
    {
        var script = $"""
            cd /tmp && folder=$(mktemp -d /tmp/kabinet-postgres-XXXXXX) && trap 'rm -rf "$folder"' EXIT
            {binaries}/initdb -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$folder/initdb.log" || exit 1
            {binaries}/postgres -D "$folder/data" -p {port} -k "$folder" -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off \
              -c synchronous_commit=off -c max_connections=300 -c autovacuum=off >"$folder/log" 2>&1 </dev/null &
            read -r _
            kill -INT $!; wait $!
            """;
        var start = new ProcessStartInfo { FileName = Environment.UserName == "root" ? "runuser" : "sh", RedirectStandardInput = true,
            UseShellExecute = false };
        string[] arguments = Environment.UserName == "root" ? ["-u", "postgres", "--", "sh", "-c", script] : ["-c", script];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start);
    }

    private static async Task WaitFor(string connection)
    {
        for (var patience = Stopwatch.StartNew(); ;)
        {
            try
            {
                await using var attempt = new NpgsqlConnection(connection);
                await attempt.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (patience.Elapsed < TimeSpan.FromSeconds(60)) { await Task.Delay(100); }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
