using Npgsql;

namespace Kabinet.Engine.Storage.Postgres;

/// <summary>Notifications between nodes on one PostgreSQL, by NOTIFY and LISTEN.</summary>
internal static class PostgresListening
{
    public const string Notify = "select pg_notify('kabinet', @p0)";
    private const string Listen = "listen kabinet";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Listens until cancellation. Reopens a broken connection.</summary>
    public static async Task Hear(NpgsqlDataSource source, Action<string> heard, Action missed, CancellationToken cancellation)
    {
        for (var first = true; !cancellation.IsCancellationRequested; first = false)
        {
            try
            {
                await HearOn(source, heard, first ? null : missed, cancellation);
            }
            catch (Exception error) when (!cancellation.IsCancellationRequested && PostgresErrors.IsAway(error))
            {
                await Task.Delay(Pause, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private static async Task HearOn(NpgsqlDataSource source, Action<string> heard, Action? missed, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        connection.Notification += (_, told) => heard(told.Payload);
        await using (var command = new NpgsqlCommand(Listen, connection)) await command.ExecuteNonQueryAsync(cancellation);
        missed?.Invoke();
        while (true) await connection.WaitAsync(cancellation);
    }
}
