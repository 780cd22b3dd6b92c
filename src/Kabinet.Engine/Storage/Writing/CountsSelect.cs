using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>
/// Several counts in one SELECT, each stopping at its bound. Where a rule is one of several conditions each is counted from an index of its own,
/// without the rows of those before it; the parts are added up, so a count may come to a multiple of its bound.
/// </summary>
internal sealed class CountsSelect(Dialect dialect)
{
    private readonly StatementParameters parameters = new();
    private readonly List<string> counts = [];

    /// <summary>Adds a count of the rows under a rule that meet a condition.</summary>
    public void Add(Entity entity, bool trash, Expression rule, Expression condition, ParameterValue bound)
    {
        var writer = new ExpressionWriter(dialect, parameters);
        var alternatives = PageOfRows.Alternatives(rule);
        counts.Add(string.Join(" + ", alternatives.Select((alternative, index) => Part(writer, new(entity, $"a{index}"), trash, alternative, [RemainingStates.In(condition), .. alternatives.Take(index).Select(Not)], bound))));
    }

    /// <summary>The statement: one row, a column for each count in order.</summary>
    public StatementTemplate Build() => new($"select {string.Join(", ", counts)}", parameters.All);

    private static string Part(ExpressionWriter writer, Source rows, bool trash, Expression rule, IEnumerable<Expression> conditions, ParameterValue bound)
    {
        var (from, where) = writer.RowsUnder(rule, rows, trash, conditions);
        return $"(select count(*) from (select 1 from {from}{rows.JoinSql} where {where} limit {writer.Parameter(bound)}) {rows.Alias})";
    }

    private static Not Not(Expression expression) => new(expression);
}
