using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage.Words;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>
/// A count that stops at its bound, and sums over the same rows, in one SELECT: the ids of the rows are found once, and nothing is summed
/// where there are more than the most.
/// </summary>
/// <param name="dialect">Of the database.</param>
/// <param name="rows">Whose records, under which rule and condition.</param>
/// <param name="words">A search that leads to the rows; null for none.</param>
internal sealed class TotalsSelect(Dialect dialect, GroupedRows rows, FoundWords? words)
{
    private const string Found = "found";
    private readonly StatementParameters parameters = new();
    private readonly SqlSpelling spelling = SqlSpelling.Of(dialect);

    /// <summary>The statement: one row, the count first.</summary>
    public StatementTemplate Build(IReadOnlyList<Expression> sums, ParameterValue most, ParameterValue bound)
    {
        var writer = new ExpressionWriter(dialect, parameters);
        var found = Ids(writer, writer.Parameter(bound));
        var summed = string.Concat(sums.Select(sum => $", case when n <= {writer.Parameter(most)} then {Sum(writer, sum)} end"));
        var counted = $"(select count(*) as n from {Found}) counted";
        return new($"with {Found} as materialized ({found}) select n{summed} from {counted}", parameters.All);
    }

    private string Ids(ExpressionWriter writer, string bound)
    {
        var narrowed = RemainingStates.In(rows.Condition);
        if (words is not null) return $"{Ids(writer, rows.Rule, narrowed)} limit {bound}";
        var ids = PageOfRows.Alternatives(rows.Rule).Select(alternative => Ids(writer, alternative, PinnedCases.Of(narrowed), bound))
            .ToArray();
        if (ids.Length == 1) return ids[0];
        var united = ids.Select((some, index) => $"select * from ({some}) u{index}");
        return $"select id from ({string.Join(" union ", united)}) united limit {bound}";
    }

    // The cases of one alternative share its bound.
    private string Ids(ExpressionWriter writer, Expression alternative, IReadOnlyList<Expression> cases, string bound)
    {
        var ids = string.Join(" union all ", cases.Select(pinned => Ids(writer, alternative, pinned)));
        return cases.Count == 1 ? $"{ids} limit {bound}" : $"select id from ({ids}) {parameters.NextAlias()} limit {bound}";
    }

    private string Ids(ExpressionWriter writer, Expression alternative, Expression condition)
    {
        var source = new Source(rows.Entity, parameters.NextAlias());
        var (from, where) = words is null
            ? writer.RowsUnder(alternative, source, rows.Trash, [condition])
            : writer.RowsWith(words, source, rows.Trash, [alternative, condition]);
        return $"select {source.Column(Model.SystemFields.Id)} as id from {from}{source.JoinSql} where {where}";
    }

    private string Sum(ExpressionWriter writer, Expression value)
    {
        var source = new Source(rows.Entity, parameters.NextAlias());
        var summed = writer.Selected(value, source);
        var (from, where) = spelling.ById(Found, rows.Entity.Key, source.Alias);
        return $"(select sum({summed}) from {from}{source.JoinSql} where {where})";
    }
}
