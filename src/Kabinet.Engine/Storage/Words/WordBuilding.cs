using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Storage.Words;

/// <summary>Rebuilds the words of all records of an entity in batches.</summary>
internal static class WordBuilding
{
    private const int Portion = 500;

    public static async ValueTask Build(Transaction transaction, Dialect dialect, WordTable table, CancellationToken cancellation)
    {
        var spelling = WordSpelling.Of(dialect);
        foreach (var text in spelling.Drop(table).Concat(spelling.Make(table))) await transaction.Execute(new(text), cancellation);
        for (long last = 0; await Next(transaction, dialect, table, last, cancellation) is { Count: > 0 } rows; last = rows[^1].Id)
            await transaction.Execute(Keep(spelling, table, rows), cancellation);
        foreach (var text in spelling.Index(table)) await transaction.Execute(new(text), cancellation);
    }

    private static ValueTask<List<(long Id, string Words)>> Next(
        Connection connection, Dialect dialect, WordTable table, long last, CancellationToken cancellation)
    {
        var columns = table.Columns.Prepend("id").ToList();
        var next = $"select {string.Join(", ", columns.Select(Dialect.Quote))} from {Dialect.Quote(table.Records)}";
        return connection.Query(new($"{next} where \"id\" > @p0 order by \"id\" limit {Portion}", last),
            row => (row.GetInt64(0), table.TextOf(column => (string?)dialect.Get(row, columns.IndexOf(column), DataType.Text))),
            cancellation);
    }

    private static Statement Keep(WordSpelling spelling, WordTable table, List<(long Id, string Words)> rows) =>
        new(spelling.Keep(table, rows.Count), [.. rows.SelectMany(row => new object?[] { row.Id, row.Words })]);
}
