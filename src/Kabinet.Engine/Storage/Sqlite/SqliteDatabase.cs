using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Kabinet.Engine.Storage.Sqlite;

/// <summary>
/// A SQLite file in WAL mode: one writer with a first-in, first-out queue, and readers that never wait for it.
/// Everything runs on the caller's thread; the returned tasks are already complete.
/// </summary>
internal sealed class SqliteDatabase(string path) : Database
{
    private const int IdleReaders = 16, LongReaders = 8;
    private const string ShortReads = "pragma query_only=on; pragma cache_size=-8000";
    // A long sort spills to a file beyond the cache; in memory it would grow with the list.
    private const string LongReads = "pragma query_only=on; pragma cache_size=-8000; pragma temp_store=file";
    private readonly ConcurrentStack<SqliteSession> readers = new();
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly SemaphoreSlim longTurn = new(LongReaders, LongReaders);
    private readonly Leases leases = new();
    private SqliteSession? writer;
    private volatile bool disposed;

    public override Dialect Dialect => SqliteDialect.Instance;

    public override async ValueTask<T> Read<T>(Func<Connection, ValueTask<T>> work, CancellationToken cancellation = default)
    {
        using var lease = leases.Enter();
        cancellation.ThrowIfCancellationRequested();
        if (!readers.TryPop(out var session)) session = await OpenReader(ShortReads, cancellation);
        try
        {
            return await work(session);
        }
        finally
        {
            Return(session);
        }
    }

    public override async ValueTask<T> ReadLong<T>(Func<Connection, ValueTask<T>> work, CancellationToken cancellation = default)
    {
        using var lease = leases.Enter();
        await longTurn.WaitAsync(cancellation);
        try
        {
            using var session = await OpenReader(LongReads, cancellation);
            return await work(session);
        }
        finally { longTurn.Release(); }
    }

    public override async ValueTask<T> Write<T>(Func<Transaction, ValueTask<T>> work, CancellationToken cancellation = default)
    {
        using var lease = leases.Enter();
        await turn.WaitAsync(cancellation);
        try
        {
            return await InTransaction(writer ??= OpenWriter(), work);
        }
        finally
        {
            if (writer is { IsBroken: true }) Drop(ref writer);
            turn.Release();
        }
    }

    internal override ValueTask<bool> CopyTo(string file, CancellationToken cancellation = default)
    {
        try
        {
            OwnDatabase(file);
            using var source = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
            using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
            source.Open();
            source.BackupDatabase(target);
            return new(true);
        }
        catch (SqliteException error) { throw SqliteErrors.Translate(error, cancellation); }
    }

    /// <summary>Waits a limited time for the running transaction to finish.</summary>
    public override async ValueTask DisposeAsync()
    {
        disposed = true;
        while (readers.TryPop(out var reader)) reader.Dispose();
        if (!await turn.WaitAsync(TimeSpan.FromSeconds(10))) return;
        Drop(ref writer);
        turn.Release();
    }

    private static async ValueTask<T> InTransaction<T>(SqliteSession session, Func<Transaction, ValueTask<T>> work)
    {
        session.Begin();
        try
        {
            var result = await work(session);
            session.Commit();
            return result;
        }
        catch
        {
            session.Rollback();
            throw;
        }
    }

    /// <summary>A read-only connection cannot create a database or switch it to WAL, so the writer is opened first.</summary>
    private async ValueTask<SqliteSession> OpenReader(string pragmas, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (writer is null)
        {
            await turn.WaitAsync(cancellation);
            try { writer ??= OpenWriter(); }
            finally { turn.Release(); }
        }
        return SqliteSession.Open(path, pragmas);
    }

    private SqliteSession OpenWriter()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } folder) PrivateFiles.CreateFolder(folder);
        // SQLite gives its journals the mode of the database.
        OwnDatabase(path);
        return SqliteSession.Open(path, "pragma journal_mode=wal; pragma journal_size_limit=67108864; pragma cache_size=-16000");
    }

    /// <exception cref="DatabaseUnavailableException">The file cannot be created.</exception>
    private static void OwnDatabase(string file)
    {
        try
        {
            PrivateFiles.OwnFile(file);
            foreach (var beside in (string[])["-wal", "-shm"]) PrivateFiles.Close(file + beside);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseUnavailableException(error);
        }
    }

    private void Return(SqliteSession session)
    {
        if (session.IsBroken || disposed || readers.Count >= IdleReaders) session.Dispose();
        else readers.Push(session);
    }

    private static void Drop(ref SqliteSession? session)
    {
        session?.Dispose();
        session = null;
    }
}
