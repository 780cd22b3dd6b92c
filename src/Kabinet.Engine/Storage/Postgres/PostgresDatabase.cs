using Npgsql;

namespace Kabinet.Engine.Storage.Postgres;

/// <summary>A PostgreSQL behind a pool. A transaction that the server itself refuses to serialize is run again; one whose fate is unknown never is.</summary>
internal sealed class PostgresDatabase : Database, IListening
{
    private const int Attempts = 4;
    /// <summary>Long reads hold one connection in so many.</summary>
    private const int LongShare = 4;
    private readonly NpgsqlDataSource source;
    private readonly SemaphoreSlim longTurn;
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
        settings.NoResetOnClose = true;
        // A statement is made for one shape of question, and its plan serves all values of it; otherwise planning takes more time than reading.
        if (settings.Options?.Contains(PlanMode, StringComparison.Ordinal) != true) settings.Options = $"{settings.Options} -c {PlanMode}=force_generic_plan".TrimStart();
        // It compiles what it believes to be long: a list that looks for a frequent word in row after row and stops at fifty of them.
        if (settings.Options?.Contains("jit", StringComparison.Ordinal) != true)
            settings.Options = $"{settings.Options} -c jit=off".TrimStart();
        settings.ApplicationName ??= "kabinet";
        longTurn = new(Math.Max(1, settings.MaxPoolSize / LongShare));
        source = new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
    }

    public override Dialect Dialect => PostgresDialect.Instance;

    /// <summary>The pool, for what only PostgreSQL has (LISTEN).</summary>
    internal NpgsqlDataSource Source => source;

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
                return await WithConnection(InTransaction, work, cancellation);
            }
            catch (PostgresException error) when (attempt < Attempts && PostgresErrors.IsRefusedOrder(error))
            {
                await Task.Delay(Random.Shared.Next(5, 20 * attempt), cancellation);
            }
        }
    }

    internal override void ForgetPrepared() => source.Clear();

    public Task Listen(Action<string> heard, Action missed, CancellationToken cancellation) => PostgresListening.Hear(source, heard, missed, cancellation);

    public async ValueTask Tell(string text)
    {
        using var lease = leases.Enter();
        await WithConnection(static async (session, text) =>
        {
            await session.Notify(text, CancellationToken.None);
            return true;
        }, text, CancellationToken.None);
    }

    public override ValueTask DisposeAsync() => source.DisposeAsync();

    /// <summary>A connection of the pool may have died while it lay there. That shows at the first statement; until one has succeeded nothing happened, so it goes again once with a fresh connection.</summary>
    private async ValueTask<T> WithConnection<T, TWork>(Func<PostgresSession, TWork, ValueTask<T>> run, TWork work, CancellationToken cancellation)
    {
        for (var first = true; ; first = false)
        {
            PostgresSession? session = null;
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancellation);
                session = new PostgresSession(connection, texts);
                return await run(session, work);
            }
            catch (PostgresException error) when (PostgresErrors.IsOverflow(error)) { throw new NumberOverflowException(error); }
            catch (Exception error) when (PostgresErrors.IsAway(error))
            {
                var untouched = session is { HasAnswered: false } && !PostgresErrors.IsLate(error);
                if (!first || !untouched) throw error as DatabaseUnavailableException ?? new DatabaseUnavailableException(error);
                source.Clear();
            }
        }
    }

    private static async ValueTask<T> InTransaction<T>(PostgresSession session, Func<Transaction, ValueTask<T>> work)
    {
        // Disposed without a commit it rolls back; a broken connection is rolled back by the server.
        await using var transaction = await session.Begin();
        var result = await work(session);
        await session.Flush(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }
}
