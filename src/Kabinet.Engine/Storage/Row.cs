using System.Data.Common;
using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Storage;

/// <summary>The current row of a query over tables with known columns.</summary>
internal readonly struct Row(DbDataReader reader, Dialect dialect)
{
    public long Id(int column) => (long)dialect.Get(reader, column, DataType.Whole)!;
    public long? Whole(int column) => (long?)dialect.Get(reader, column, DataType.Whole);
    public string Text(int column) => (string)dialect.Get(reader, column, DataType.Text)!;
    public string? TextOrNull(int column) => (string?)dialect.Get(reader, column, DataType.Text);
    public DateTime Moment(int column) => (DateTime)dialect.Get(reader, column, DataType.DateTime)!;
    public DateTime? MomentOrNull(int column) => (DateTime?)dialect.Get(reader, column, DataType.DateTime);
    public bool YesNo(int column) => dialect.Get(reader, column, DataType.YesNo) is true;
    public object? Value(int column, DataType type) => dialect.Get(reader, column, type);
}

internal static class Rows
{
    /// <summary>The first row as a value, or the default when there is none.</summary>
    public static async ValueTask<T?> First<T>(this Connection connection, Dialect dialect, Statement statement, Func<Row, T> read,
        CancellationToken cancellation) =>
        (await connection.Query(statement, reader => read(new(reader, dialect)), cancellation)).FirstOrDefault();

    public static async ValueTask<List<T>> All<T>(this Connection connection, Dialect dialect, Statement statement, Func<Row, T> read,
        CancellationToken cancellation) =>
        await connection.Query(statement, reader => read(new(reader, dialect)), cancellation);
}
