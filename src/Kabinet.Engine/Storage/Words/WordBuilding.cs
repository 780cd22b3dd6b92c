using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage.Writing;

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
        // The first parameter is ours; those of formulas follow it.
        var parameters = new StatementParameters();
        var after = parameters.Add(new(DataType.Whole, new ConstantParameter(last)));
        var next = $"select {string.Join(", ", columns.Select(column => ValueOf(dialect, parameters, table, column)))} "
            + $"from {Dialect.Quote(table.Records)} r where r.\"id\" > {after} order by r.\"id\" limit {Portion}";
        // Formulas of searchable fields name nobody and no moment, so every parameter is a constant.
        var values = parameters.All.Select(parameter => ((ConstantParameter)parameter.Parameter).Value);
        return connection.Query(new(next, [.. values]) { Types = [.. parameters.All.Select(parameter => parameter.Type)] },
            row => (row.GetInt64(0), table.TextOf(column => (string?)dialect.Get(row, columns.IndexOf(column), DataType.Text))),
            cancellation);
    }

    private static string ValueOf(Dialect dialect, StatementParameters parameters, WordTable table, string column) =>
        table.Computed.FirstOrDefault(computed => computed.Key == column) is { } field
            ? new ExpressionWriter(dialect, parameters).Column(new([], field), new(field.Entity, "r")) : $"r.{Dialect.Quote(column)}";

    private static Statement Keep(WordSpelling spelling, WordTable table, List<(long Id, string Words)> rows) =>
        new(spelling.Keep(table, rows.Count), [.. rows.SelectMany(row => new object?[] { row.Id, row.Words })]);
}
