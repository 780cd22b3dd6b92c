using System.Data.Common;
using System.Runtime.CompilerServices;
using Kabinet.Engine.Expressions;
using Npgsql;

namespace Kabinet.Engine.Storage.Postgres;

/// <summary>One leased PostgreSQL connection, inside or outside a transaction.</summary>
internal sealed class PostgresSession(NpgsqlConnection connection, PostgresTexts texts) : Transaction, INotifying
{
    /// <summary>A statement of this lease has succeeded.</summary>
    public bool HasAnswered { get; private set; }

    public ValueTask<NpgsqlTransaction> Begin() => connection.BeginTransactionAsync();

    public override async ValueTask<List<T>> Query<T>(Statement statement, Func<DbDataReader, T> read, CancellationToken cancellation = default)
    {
        try
        {
            await using var command = Prepare(statement);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            HasAnswered = true;
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellation)) rows.Add(read(reader));
            return rows;
        }
        catch (PostgresException error) when (PostgresErrors.IsUnique(error)) { throw PostgresErrors.Unique(error); }
    }

    public override async IAsyncEnumerable<T> Stream<T>(Statement statement, Func<DbDataReader, T> read, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
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
            await using var command = Prepare(statement);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            HasAnswered = true;
            return await reader.ReadAsync(cancellation) ? PostgresDialect.Instance.Get(reader, 0, type) : null;
        }
        catch (PostgresException error) when (PostgresErrors.IsUnique(error)) { throw PostgresErrors.Unique(error); }
    }

    public override async ValueTask<int> Execute(Statement statement, CancellationToken cancellation = default)
    {
        try
        {
            await using var command = Prepare(statement);
            var rows = await command.ExecuteNonQueryAsync(cancellation);
            HasAnswered = true;
            return Math.Max(rows, 0);
        }
        catch (PostgresException error) when (PostgresErrors.IsUnique(error)) { throw PostgresErrors.Unique(error); }
    }

    public async ValueTask Notify(string text, CancellationToken cancellation) => await Scalar(new(PostgresListening.Notify, text), DataType.Nothing, cancellation);

    private NpgsqlCommand Prepare(Statement statement)
    {
        var command = new NpgsqlCommand(texts.Positional(statement.Text), connection);
        for (var i = 0; i < statement.Values.Length; i++)
        {
            var type = statement.TypeOf(i);
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = PostgresDialect.ParameterType(type), Value = PostgresDialect.Instance.ToDatabase(statement.Values[i], type) });
        }
        return command;
    }
}
