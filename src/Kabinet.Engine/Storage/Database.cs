using System.Data.Common;

namespace Kabinet.Engine.Storage;

/// <summary>The one database of an installation: SQLite in WAL with one queued writer, or PostgreSQL. Knows nothing of actors; only the engine's own rooms hold it.</summary>
public abstract class Database : IAsyncDisposable
{
    /// <summary>What differs between the two.</summary>
    public abstract Dialect Dialect { get; }

    /// <summary>Runs reads on one connection; on SQLite they see one consistent state only within a statement.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    /// <exception cref="NumberOverflowException">A number that was worked out does not fit.</exception>
    public abstract ValueTask<T> Read<T>(Func<Connection, ValueTask<T>> work, CancellationToken cancellation = default);

    /// <summary>
    /// Runs a read that may last minutes, at the pace of whoever takes its rows. Few run at once, the others wait for their turn, so that a
    /// short read always finds a connection.
    /// On SQLite it has a connection of its own and sees the state of its first row; writing goes on beside it, only the log is not cleared
    /// meanwhile.
    /// </summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    /// <exception cref="NumberOverflowException">A number that was worked out does not fit.</exception>
    public abstract ValueTask<T> ReadLong<T>(Func<Connection, ValueTask<T>> work, CancellationToken cancellation = default);

    /// <summary>
    /// Runs writes in one transaction and commits when <paramref name="work"/> returns; any exception rolls back. SQLite writers queue for their turn.
    /// Where the database rolled back by itself before it acknowledged anything (a deadlock), <paramref name="work"/> runs again from its beginning.
    /// </summary>
    /// <exception cref="InvalidOperationException">The caller is inside another read or write of this database: use its connection.</exception>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    /// <exception cref="NumberOverflowException">A number that was worked out does not fit.</exception>
    public abstract ValueTask<T> Write<T>(Func<Transaction, ValueTask<T>> work, CancellationToken cancellation = default);

    /// <summary>Copies the whole database into a file as it is at one moment, while it goes on working; false where that is done by the database's own means.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    internal virtual ValueTask<bool> CopyTo(string file, CancellationToken cancellation = default) => new(false);

    /// <summary>Lets go of prepared commands after the tables have changed, here or on another node.</summary>
    internal virtual void ForgetPrepared() { }

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();
}

/// <summary>A leased connection. Not for two tasks at once.</summary>
public abstract class Connection
{
    /// <summary>All rows, each turned into a value by <paramref name="read"/>; columns are read with <see cref="Dialect.Get"/>.</summary>
    public abstract ValueTask<List<T>> Query<T>(Statement statement, Func<DbDataReader, T> read, CancellationToken cancellation = default);

    /// <summary>Rows one by one with fixed memory, for exports.</summary>
    public abstract IAsyncEnumerable<T> Stream<T>(Statement statement, Func<DbDataReader, T> read, CancellationToken cancellation = default);

    /// <summary>The first column of the first row as the given type, or null.</summary>
    public abstract ValueTask<object?> Scalar(Statement statement, Expressions.DataType type, CancellationToken cancellation = default);
}

/// <summary>A connection inside a writing transaction.</summary>
public abstract class Transaction : Connection
{
    /// <summary>Runs a statement and tells how many rows it changed.</summary>
    /// <exception cref="UniqueViolationException">A unique index refused.</exception>
    public abstract ValueTask<int> Execute(Statement statement, CancellationToken cancellation = default);

    /// <summary>
    /// Runs a statement whose answer the work need not wait for: where the database is far it goes there with the next one, or before the
    /// commit, in the order given. Whatever fails is thrown there.
    /// </summary>
    /// <param name="statement">The statement; rows that it answers with are passed over.</param>
    /// <param name="changed">Judges how many rows it has changed; null for a SELECT, which is made for what it does.</param>
    /// <param name="cancellation">Cancels it where it runs at once.</param>
    /// <exception cref="UniqueViolationException">A unique index refused.</exception>
    internal abstract ValueTask Defer(Statement statement, Action<int>? changed, CancellationToken cancellation = default);
}

/// <summary>A unique index refused a value.</summary>
public sealed class UniqueViolationException(string table, string column, Exception inner) : Exception($"{table}.{column} is not unique", inner)
{
    /// <summary>Table of the index.</summary>
    public string Table { get; } = table;
    /// <summary>First column of the index.</summary>
    public string Column { get; } = column;
}

/// <summary>A number that was worked out has more digits than either database keeps exactly; it is told instead of a wrong number.</summary>
public sealed class NumberOverflowException(Exception? inner = null) : OverflowException("A number does not fit its digits", inner);

/// <summary>The database does not answer; nothing was written that was not acknowledged.</summary>
public sealed class DatabaseUnavailableException(Exception inner) : Exception("The database does not answer", inner);
