using System.Data.Common;
using System.Runtime.CompilerServices;
using Kabinet.Engine.Expressions;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kabinet.Engine.Storage.Sqlite;

/// <summary>One open SQLite connection with its prepared commands. Readers use the same class, opened <c>query_only</c>.</summary>
internal sealed class SqliteSession : Transaction, IDisposable
{
    private const string Pragmas =
        "pragma busy_timeout=5000; pragma synchronous=normal; pragma foreign_keys=on; pragma temp_store=memory; "
        + "pragma mmap_size=268435456; ";
    private readonly SqliteConnection connection;
    private readonly SqliteCommands commands;

    static SqliteSession()
    {
        Batteries_V2.Init();
        // One thread uses a session at a time, so SQLite needs no locks around steps and memory statistics.
        raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    private SqliteSession(SqliteConnection connection) => (this.connection, commands) = (connection, new(connection));

    /// <summary>The database failed; the connection must not be used again.</summary>
    public bool IsBroken { get; private set; }

    /// <exception cref="DatabaseUnavailableException">The file cannot be opened or is not a database.</exception>
    public static SqliteSession Open(string path, string pragmas)
    {
        var opened = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 5 }
            .ToString());
        try
        {
            opened.Open();
            KeepPlans(opened);
            SqliteFunctions.Register(opened);
            using var command = opened.CreateCommand();
            command.CommandText = Pragmas + pragmas;
            command.ExecuteNonQuery();
            return new(opened);
        }
        catch (SqliteException error)
        {
            opened.Dispose();
            throw SqliteErrors.Translate(error, CancellationToken.None);
        }
    }

    /// <summary>
    /// Enables planner stability. Without it SQLite plans a prepared statement again whenever a bound limit or value changes,
    /// which took more time than the read itself.
    /// </summary>
    private static void KeepPlans(SqliteConnection connection)
    {
        const int EnablePlannerStability = 1007;
        var code = raw.sqlite3_db_config(connection.Handle, EnablePlannerStability, 1, out _);
        if (code != raw.SQLITE_OK) throw new InvalidOperationException($"SQLite does not keep plans: {code}");
    }

    public void Begin() => Run("begin immediate");

    public void Commit()
    {
        Run("commit");
        Ended(isCommitted: true);
    }

    /// <summary>Rolls back unless the failure already did. A connection that cannot roll back is marked broken.</summary>
    public void Rollback()
    {
        Ended(isCommitted: false);
        if (raw.sqlite3_get_autocommit(connection.Handle) != 0) return;
        try { Run("rollback"); }
        catch (DbException) { IsBroken = true; }
        catch (DatabaseUnavailableException) { IsBroken = true; }
    }

    public override ValueTask<List<T>> Query<T>(Statement statement, Func<DbDataReader, T> read, CancellationToken cancellation = default)
    {
        var command = commands.Take(statement);
        try
        {
            using var interrupt = Interrupt(cancellation);
            using var reader = command.ExecuteReader();
            var rows = new List<T>();
            while (reader.Read()) rows.Add(read(reader));
            return new(rows);
        }
        catch (SqliteException error) { throw Failed(error, cancellation); }
        finally { commands.Return(command); }
    }

    public override async IAsyncEnumerable<T> Stream<T>(Statement statement, Func<DbDataReader, T> read,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var command = commands.Take(statement);
        try
        {
            using var interrupt = Interrupt(cancellation);
            await using var reader = Try(command.ExecuteReader, cancellation);
            while (Try(reader.Read, cancellation)) yield return read(reader);
        }
        finally { commands.Return(command); }
    }

    public override ValueTask<object?> Scalar(Statement statement, DataType type, CancellationToken cancellation = default)
    {
        var command = commands.Take(statement);
        try
        {
            using var interrupt = Interrupt(cancellation);
            using var reader = command.ExecuteReader();
            var value = reader.Read() ? SqliteDialect.Instance.Get(reader, 0, type) : null;
            while (reader.Read()) { }
            return new(value);
        }
        catch (SqliteException error) { throw Failed(error, cancellation); }
        finally { commands.Return(command); }
    }

    public override ValueTask<int> Execute(Statement statement, CancellationToken cancellation = default)
    {
        var command = commands.Take(statement);
        try
        {
            using var interrupt = Interrupt(cancellation);
            return new(command.ExecuteNonQuery());
        }
        catch (SqliteException error) { throw Failed(error, cancellation); }
        finally { commands.Return(command); }
    }

    private protected override async ValueTask PutOff(Statement statement, Action<int>? changed, CancellationToken cancellation)
    {
        if (changed is null) await Scalar(statement, DataType.Nothing, cancellation);
        else changed(await Execute(statement, cancellation));
    }

    public void Dispose()
    {
        commands.Dispose();
        connection.Dispose();
    }

    private void Run(string text)
    {
        var command = commands.Take(new(text));
        try { command.ExecuteNonQuery(); }
        catch (SqliteException error) { throw Failed(error, CancellationToken.None); }
        finally { commands.Return(command); }
    }

    private T Try<T>(Func<T> step, CancellationToken cancellation)
    {
        try { return step(); }
        catch (SqliteException error) { throw Failed(error, cancellation); }
    }

    private Exception Failed(SqliteException error, CancellationToken cancellation)
    {
        var translated = SqliteErrors.Translate(error, cancellation);
        IsBroken |= translated is DatabaseUnavailableException;
        return translated;
    }

    private CancellationTokenRegistration Interrupt(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return cancellation.CanBeCanceled
            ? cancellation.UnsafeRegister(static handle => raw.sqlite3_interrupt((sqlite3)handle!), connection.Handle) : default;
    }
}
