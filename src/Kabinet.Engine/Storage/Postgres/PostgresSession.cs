using System.Data.Common;
using System.Runtime.CompilerServices;
using Kabinet.Engine.Expressions;
using Npgsql;

namespace Kabinet.Engine.Storage.Postgres;

/// <summary>One leased PostgreSQL connection, inside or outside a transaction.</summary>
internal sealed class PostgresSession(NpgsqlConnection connection, PostgresTexts texts) : Transaction, INotifying
{
    private readonly PostgresDeferred deferred = new();

    /// <summary>A statement of this lease has succeeded.</summary>
    public bool HasAnswered { get; private set; }

    public ValueTask<NpgsqlTransaction> Begin() => connection.BeginTransactionAsync();

    public override async ValueTask<List<T>> Query<T>(Statement statement, Func<DbDataReader, T> read,
        CancellationToken cancellation = default)
    {
        try
        {
            await using var answer = await Ask(statement, cancellation);
            var rows = new List<T>();
            while (await answer.Reader.ReadAsync(cancellation)) rows.Add(read(answer.Reader));
            return rows;
        }
        catch (PostgresException error) when (PostgresErrors.IsUnique(error)) { throw PostgresErrors.Unique(error); }
    }

    public override async IAsyncEnumerable<T> Stream<T>(Statement statement, Func<DbDataReader, T> read,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await Flush(cancellation);
        await using var command = Prepare(statement);
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

    public override async ValueTask<object?> Scalar(Statement statement, DataType type, CancellationToken cancellation = default)
    {
        try
        {
            await using var answer = await Ask(statement, cancellation);
            return await answer.Reader.ReadAsync(cancellation) ? PostgresDialect.Instance.Get(answer.Reader, 0, type) : null;
        }
        catch (PostgresException error) when (PostgresErrors.IsUnique(error)) { throw PostgresErrors.Unique(error); }
    }

    public override async ValueTask<int> Execute(Statement statement, CancellationToken cancellation = default)
    {
        try
        {
            await using var answer = await Ask(statement, cancellation);
            return await answer.Changed(cancellation);
        }
        catch (PostgresException error) when (PostgresErrors.IsUnique(error)) { throw PostgresErrors.Unique(error); }
    }

    internal override ValueTask Defer(Statement statement, Action<int>? changed, CancellationToken cancellation = default)
    {
        deferred.Add(statement, changed);
        return default;
    }

    /// <summary>Runs what was put off and has not gone with another statement.</summary>
    public async ValueTask Flush(CancellationToken cancellation)
    {
        if (deferred.IsEmpty) return;
        try
        {
            await using var batch = new NpgsqlBatch(connection);
            await using var reader = await deferred.Send(batch, InBatch, last: null, cancellation);
        }
        catch (PostgresException error) when (PostgresErrors.IsUnique(error)) { throw PostgresErrors.Unique(error); }
    }

    public async ValueTask Notify(string text, CancellationToken cancellation) =>
        await Scalar(new(PostgresListening.Notify, text), DataType.Nothing, cancellation);

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
            parameters.Add(new NpgsqlParameter { NpgsqlDbType = PostgresDialect.ParameterType(type),
                Value = PostgresDialect.Instance.ToDatabase(statement.Values[i], type) });
        }
    }
}
