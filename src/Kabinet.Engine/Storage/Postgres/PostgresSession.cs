using System.Data.Common;
using System.Runtime.CompilerServices;
using Kabinet.Engine.Expressions;
using Npgsql;

namespace Kabinet.Engine.Storage.Postgres;

/// <summary>One leased PostgreSQL connection, inside or outside a transaction.</summary>
internal sealed class PostgresSession(NpgsqlConnection connection, PostgresTexts texts) : Transaction, INotifying
{
    private readonly PostgresDeferred deferred = new();

    private NpgsqlTransaction? transaction;
    private int open;

    /// <summary>A statement of this lease has succeeded.</summary>
    public bool HasAnswered { get; private set; }

    /// <summary>
    /// Every exchange with the server ended: its answer was read to the end, or the server refused it in the ordinary way. After anything
    /// else (a broken message, a cancelled or timed-out statement, a failure while a row was read) rows of an old answer may come as the
    /// answer to a new question, so the connection is closed.
    /// </summary>
    public bool IsClean => open == 0 && connection.State == System.Data.ConnectionState.Open;

    public async ValueTask Begin()
    {
        open++;
        transaction = await connection.BeginTransactionAsync();
        open--;
    }

    public async ValueTask Commit()
    {
        open++;
        try { await transaction!.CommitAsync(CancellationToken.None); }
        catch (PostgresException error) { throw Refused(error); }
        open--;
        Ended(isCommitted: true);
    }

    /// <summary>Rolls back. The server rolls back by itself when a connection that is not clean is closed.</summary>
    public async ValueTask Rollback()
    {
        Ended(isCommitted: false);
        if (!IsClean) return;
        open++;
        // Whatever is wrong with the connection: it stays unclean and is closed. What the work threw is what the caller hears.
        try { await transaction!.RollbackAsync(CancellationToken.None); }
        catch (Exception error) when (error is NpgsqlException or InvalidOperationException) { return; }
        open--;
    }

    public override async ValueTask<List<T>> Query<T>(Statement statement, Func<DbDataReader, T> read,
        CancellationToken cancellation = default)
    {
        open++;
        var rows = new List<T>();
        try
        {
            await using var answer = await Ask(statement, cancellation);
            while (await answer.Reader.ReadAsync(cancellation)) rows.Add(read(answer.Reader));
        }
        catch (PostgresException error) { throw Refused(error); }
        open--;
        return rows;
    }

    public override async IAsyncEnumerable<T> Stream<T>(Statement statement, Func<DbDataReader, T> read,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await Flush(cancellation);
        open++;
        await using (var command = Prepare(statement))
        {
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            HasAnswered = true;
            var isWhole = false;
            try
            {
                while (await reader.ReadAsync(cancellation)) yield return read(reader);
                isWhole = true;
            }
            finally
            {
                // Closing a half-read reader reads the remaining rows first, unless the statement is cancelled.
                if (!isWhole) command.Cancel();
            }
        }
        open--;
    }

    public override async ValueTask<object?> Scalar(Statement statement, DataType type, CancellationToken cancellation = default)
    {
        open++;
        object? value;
        try
        {
            await using var answer = await Ask(statement, cancellation);
            value = await answer.Reader.ReadAsync(cancellation) ? PostgresDialect.Instance.Get(answer.Reader, 0, type) : null;
        }
        catch (PostgresException error) { throw Refused(error); }
        open--;
        return value;
    }

    public override async ValueTask<int> Execute(Statement statement, CancellationToken cancellation = default)
    {
        open++;
        int changed;
        try
        {
            await using var answer = await Ask(statement, cancellation);
            changed = await answer.Changed(cancellation);
        }
        catch (PostgresException error) { throw Refused(error); }
        open--;
        return changed;
    }

    private protected override ValueTask PutOff(Statement statement, Action<int>? changed, CancellationToken cancellation)
    {
        deferred.Add(statement, changed);
        return default;
    }

    /// <summary>Runs what was put off and has not gone with another statement.</summary>
    public async ValueTask Flush(CancellationToken cancellation)
    {
        if (deferred.IsEmpty) return;
        open++;
        try
        {
            await using var batch = new NpgsqlBatch(connection);
            await using var reader = await deferred.Send(batch, InBatch, last: null, cancellation);
        }
        catch (PostgresException error) { throw Refused(error); }
        open--;
    }

    public async ValueTask Notify(string text, CancellationToken cancellation) =>
        await Scalar(new(PostgresListening.Notify, text), DataType.Nothing, cancellation);

    /// <summary>The server refused a statement. The exchange ended, unless the message itself was not understood.</summary>
    private Exception Refused(PostgresException error)
    {
        if (PostgresErrors.EndsExchange(error)) open--;
        return PostgresErrors.IsUnique(error) ? PostgresErrors.Unique(error) : error;
    }

    private async ValueTask<PostgresAnswer> Ask(Statement statement, CancellationToken cancellation)
    {
        PostgresAnswer answer;
        if (deferred.IsEmpty)
        {
            var command = Prepare(statement);
            answer = new(await command.ExecuteReaderAsync(cancellation), command);
        }
        else
        {
            var batch = new NpgsqlBatch(connection);
            answer = new(await deferred.Send(batch, InBatch, statement, cancellation), batch);
        }
        HasAnswered = true;
        return answer;
    }

    private NpgsqlCommand Prepare(Statement statement)
    {
        var command = new NpgsqlCommand(texts.Positional(statement.Text), connection);
        Bind(statement, command.Parameters);
        return command;
    }

    private NpgsqlBatchCommand InBatch(Statement statement)
    {
        var command = new NpgsqlBatchCommand(texts.Positional(statement.Text));
        Bind(statement, command.Parameters);
        return command;
    }

    private static void Bind(Statement statement, NpgsqlParameterCollection parameters)
    {
        for (var i = 0; i < statement.Values.Length; i++)
        {
            var type = statement.TypeOf(i);
            var value = PostgresDialect.Instance.ToDatabase(statement.Values[i], type);
            parameters.Add(new NpgsqlParameter { NpgsqlDbType = PostgresDialect.ParameterType(type), Value = value });
        }
    }
}
