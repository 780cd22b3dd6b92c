using Npgsql;

namespace Kabinet.Engine.Storage.Postgres;

/// <summary>
/// PostgreSQL behind a pool. Retries a transaction that the server refuses to serialize, but never one whose outcome is unknown.
/// </summary>
internal sealed class PostgresDatabase : Database, IListening
{
    private const int Attempts = 6;
    /// <summary>Long reads use one in this many connections.</summary>
    private const int LongShare = 4;
    private readonly NpgsqlDataSource source;
    private readonly PostgresPool pool;
    private readonly SemaphoreSlim longTurn;
    private static readonly Statement RunsAgain = new("select pg_advisory_xact_lock(hashtext(@p0))", "runs again");
    private const string PlanMode = "plan_cache_mode";
    private readonly PostgresTexts texts = new();
    private readonly Leases leases = new();

    /// <exception cref="ArgumentException">The connection string is not understood.</exception>
    public PostgresDatabase(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        if (settings.MaxAutoPrepare == 0) settings.MaxAutoPrepare = 200;
        if (settings.AutoPrepareMinUsages > 2) settings.AutoPrepareMinUsages = 2;
        if (!settings.ContainsKey("Maximum Pool Size")) settings.MaxPoolSize = 32;
        // One generic plan serves all values of a statement. Planning each execution takes more time than reading.
        if (settings.Options?.Contains(PlanMode, StringComparison.Ordinal) != true)
            settings.Options = $"{settings.Options} -c {PlanMode}=force_generic_plan".TrimStart();
        // JIT compiles queries it believes to be long, such as a list that scans for a frequent word and stops at fifty rows.
        if (settings.Options?.Contains("jit", StringComparison.Ordinal) != true)
            settings.Options = $"{settings.Options} -c jit=off".TrimStart();
        settings.ApplicationName ??= "kabinet";
        longTurn = new(Math.Max(1, settings.MaxPoolSize / LongShare));
        settings.Pooling = false;
        source = new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
        pool = new(source, settings.MaxPoolSize, TimeSpan.FromSeconds(Math.Max(1, settings.Timeout)));
    }

    public override Dialect Dialect => PostgresDialect.Instance;

    /// <summary>The connections, for tests.</summary>
    internal PostgresPool Pool => pool;

    public override async ValueTask<T> Read<T>(Func<Connection, ValueTask<T>> work, CancellationToken cancellation = default)
    {
        using var lease = leases.Enter();
        return await WithConnection(static (session, work) => work(session), work, cancellation);
    }

    public override async ValueTask<T> ReadLong<T>(Func<Connection, ValueTask<T>> work, CancellationToken cancellation = default)
    {
        using var lease = leases.Enter();
        await longTurn.WaitAsync(cancellation);
        try { return await WithConnection(static (session, work) => work(session), work, cancellation); }
        finally { longTurn.Release(); }
    }

    public override async ValueTask<T> Write<T>(Func<Transaction, ValueTask<T>> work, CancellationToken cancellation = default)
    {
        using var lease = leases.Enter();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await WithConnection(InTransaction, (work, IsAgain: attempt > 1), cancellation);
            }
            catch (PostgresException error) when (PostgresErrors.IsRefusedOrder(error))
            {
                if (attempt == Attempts) throw new DatabaseUnavailableException(error);
                await Task.Delay(Random.Shared.Next(5, 20 * attempt), cancellation);
            }
        }
    }

    internal override void ForgetPrepared() => pool.Clear();

    public Task Listen(Action<string> heard, Action missed, CancellationToken cancellation) =>
        PostgresListening.Hear(source, heard, missed, cancellation);

    public async ValueTask Tell(string text)
    {
        using var lease = leases.Enter();
        await WithConnection(static async (session, text) =>
        {
            await session.Notify(text, CancellationToken.None);
            return true;
        }, text, CancellationToken.None);
    }

    public override ValueTask DisposeAsync() => pool.DisposeAsync();

    /// <summary>
    /// A pooled connection may be dead, which shows only at its first statement. Until a statement has succeeded nothing has happened, so
    /// the work runs once more with a fresh connection.
    /// </summary>
    private async ValueTask<T> WithConnection<T, TWork>(Func<PostgresSession, TWork, ValueTask<T>> run, TWork work,
        CancellationToken cancellation)
    {
        for (var first = true; ; first = false)
        {
            PostgresSession? session = null;
            try
            {
                var (connection, generation) = await pool.Take(cancellation);
                session = new PostgresSession(connection, texts);
                try { return await run(session, work); }
                finally { await pool.Return(connection, generation, session.IsClean); }
            }
            catch (PostgresException error) when (PostgresErrors.IsOverflow(error)) { throw new NumberOverflowException(error); }
            catch (Exception error) when (PostgresErrors.IsAway(error))
            {
                var untouched = session is { HasAnswered: false } && !PostgresErrors.IsLate(error);
                if (!first || !untouched) throw error as DatabaseUnavailableException ?? new DatabaseUnavailableException(error);
                pool.Clear();
            }
        }
    }

    private static async ValueTask<T> InTransaction<T>(PostgresSession session, (Func<Transaction, ValueTask<T>> Do, bool IsAgain) work)
    {
        await session.Begin();
        try
        {
            // Transactions that run again wait for each other, so that of those that met once no two meet again.
            if (work.IsAgain) await session.Defer(RunsAgain, changed: null);
            var result = await work.Do(session);
            await session.Flush(CancellationToken.None);
            await session.Commit();
            return result;
        }
        catch
        {
            await session.Rollback();
            throw;
        }
    }
}
