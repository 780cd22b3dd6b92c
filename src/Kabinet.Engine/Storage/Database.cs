using System.Data.Common;

namespace Kabinet.Engine.Storage;

/// <summary>
/// The one database of an installation: SQLite in WAL mode with one queued writer, or PostgreSQL. It does no access checks, so only
/// the engine's own code holds it.
/// </summary>
public abstract class Database : IAsyncDisposable
{
    /// <summary>What differs between SQLite and PostgreSQL.</summary>
    public abstract Dialect Dialect { get; }

    /// <summary>Runs reads on one connection. On SQLite only a single statement sees one consistent state.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not respond.</exception>
    /// <exception cref="NumberOverflowException">A computed number overflows.</exception>
    public abstract ValueTask<T> Read<T>(Func<Connection, ValueTask<T>> work, CancellationToken cancellation = default);

    /// <summary>
    /// Runs a read that may last minutes, at the pace of the consumer of its rows. Only a few run at once and the rest wait in a queue, so
    /// a short read always finds a free connection.
    /// On SQLite the read has a connection of its own and a snapshot taken at its first row. Writes continue meanwhile, but the WAL file is
    /// not truncated.
    /// </summary>
    /// <exception cref="DatabaseUnavailableException">The database does not respond.</exception>
    /// <exception cref="NumberOverflowException">A computed number overflows.</exception>
    public abstract ValueTask<T> ReadLong<T>(Func<Connection, ValueTask<T>> work, CancellationToken cancellation = default);

    /// <summary>
    /// Runs writes in one transaction and commits when <paramref name="work"/> returns. Any exception rolls back. SQLite writers wait in a
    /// queue.
    /// When the database itself rolls back before the commit (a deadlock), <paramref name="work"/> runs again from its beginning.
    /// </summary>
    /// <exception cref="InvalidOperationException">The caller is inside another read or write of this database: use its
    /// connection.</exception>
    /// <exception cref="DatabaseUnavailableException">The database does not respond.</exception>
    /// <exception cref="NumberOverflowException">A computed number overflows.</exception>
    public abstract ValueTask<T> Write<T>(Func<Transaction, ValueTask<T>> work, CancellationToken cancellation = default);

    /// <summary>
    /// Copies a snapshot of the whole database into a file while the database stays in use. Returns false where the database's own tools do
    /// the backup.
    /// </summary>
    /// <exception cref="DatabaseUnavailableException">The database does not respond.</exception>
    internal virtual ValueTask<bool> CopyTo(string file, CancellationToken cancellation = default) => new(false);

    /// <summary>Drops prepared commands after the tables have changed, on this node or another.</summary>
    internal virtual void ForgetPrepared() { }

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();
}

/// <summary>A leased connection. Use it from one task at a time.</summary>
public abstract class Connection
{
    /// <summary>All rows, each converted by <paramref name="read"/>. Read columns with <see cref="Dialect.Get"/>.</summary>
    public abstract ValueTask<List<T>> Query<T>(Statement statement, Func<DbDataReader, T> read, CancellationToken cancellation = default);

    /// <summary>Streams rows one by one in constant memory, for exports.</summary>
    public abstract IAsyncEnumerable<T> Stream<T>(Statement statement, Func<DbDataReader, T> read,
        CancellationToken cancellation = default);

    /// <summary>The first column of the first row as the given type; null when there is no row.</summary>
    public abstract ValueTask<object?> Scalar(Statement statement, Expressions.DataType type, CancellationToken cancellation = default);
}

/// <summary>A connection inside a write transaction.</summary>
public abstract class Transaction : Connection
{
    private readonly List<Action> afterCommit = [];

    /// <summary>Runs a statement and returns the number of affected rows.</summary>
    /// <exception cref="UniqueViolationException">A unique index rejects a value.</exception>
    public abstract ValueTask<int> Execute(Statement statement, CancellationToken cancellation = default);

    /// <summary>
    /// Runs a statement whose answer the work need not wait for: where the database is far it goes there with the next one, or before the
    /// commit, in the order given. Whatever fails is thrown there.
    /// </summary>
    /// <param name="statement">The statement; rows that it answers with are passed over.</param>
    /// <param name="changed">Judges how many rows it has changed; null for a SELECT, which is made for what it does.</param>
    /// <param name="cancellation">Cancels it where it runs at once.</param>
    /// <exception cref="UniqueViolationException">A unique index refused.</exception>
    internal ValueTask Defer(Statement statement, Action<int>? changed, CancellationToken cancellation = default) =>
        changed is null && !statement.IsSelect
            // The rows of the next statement would be passed over in place of its own.
            ? throw new ArgumentException($"It changes rows, so somebody must judge how many: {statement.Text}", nameof(changed))
            : PutOff(statement, changed, cancellation);

    private protected abstract ValueTask PutOff(Statement statement, Action<int>? changed, CancellationToken cancellation);

    /// <summary>Runs an action right after the commit; never when the transaction is rolled back. It must return at once.</summary>
    internal void AfterCommit(Action action)
    {
        if (!afterCommit.Contains(action)) afterCommit.Add(action);
    }

    /// <summary>Ends the transaction for those who wait for its commit. The session may serve another transaction afterwards.</summary>
    private protected void Ended(bool isCommitted)
    {
        if (afterCommit.Count == 0) return;
        Action[] waiting = isCommitted ? [.. afterCommit] : [];
        afterCommit.Clear();
        foreach (var action in waiting) action();
    }
}

/// <summary>A unique index rejected a value.</summary>
public sealed class UniqueViolationException(string table, string column, string index, Exception inner)
    : Exception($"{table}.{column} is not unique", inner)
{
    /// <summary>Table of the index.</summary>
    public string Table { get; } = table;
    /// <summary>First column of the index.</summary>
    public string Column { get; } = column;
    /// <summary>Name of the index.</summary>
    public string Index { get; } = index;
}

/// <summary>
/// A computed number has more digits than both databases keep exactly. It is thrown rather than returning a wrong number.
/// </summary>
public sealed class NumberOverflowException(Exception? inner = null) : OverflowException("A number does not fit its digits", inner);

/// <summary>The database does not respond. Nothing unacknowledged was written.</summary>
public sealed class DatabaseUnavailableException(Exception inner) : Exception("The database does not answer", inner);
