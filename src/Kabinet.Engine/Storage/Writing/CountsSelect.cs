using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage.Words;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>
/// Several counts in one SELECT, each stopping at its limit. When a rule is an <c>or</c>, each alternative is counted from its own index,
/// excluding rows of the earlier ones, and so is each case of a condition (see <see cref="PinnedCases"/>). The parts are added up, so a
/// count may reach a multiple of its limit. Rows found by a search are few: they are read once for all their counts.
/// </summary>
internal sealed class CountsSelect(Dialect dialect)
{
    private readonly StatementParameters parameters = new();
    private readonly List<string> counts = [];
    private readonly List<FoundCounts> found = [];

    /// <summary>Adds a count of the rows under a rule that meet a condition.</summary>
    public void Add(Entity entity, bool trash, Expression rule, Expression condition, ParameterValue bound)
    {
        var writer = new ExpressionWriter(dialect, parameters);
        var (alternatives, cases) = (PageOfRows.Alternatives(rule), PinnedCases.Of(RemainingStates.In(condition)));
        var parts = from alternative in alternatives.Index()
                    from pinned in cases
                    let conditions = alternatives.Take(alternative.Index).Select(Not).Prepend(pinned)
                    select Part(writer, new(entity, parameters.NextAlias()), trash, alternative.Item, conditions, bound);
        counts.Add(string.Join(" + ", parts));
    }

    /// <summary>Adds a count of the rows found by a search.</summary>
    public void Add(Entity entity, bool trash, Expression rule, Expression condition, FoundWords words)
    {
        var rows = found.Find(rows => rows.Counts(entity, trash, rule, words));
        if (rows is null) found.Add(rows = new(new(dialect, parameters), entity, trash, rule, words) { Alias = $"f{found.Count}" });
        counts.Add(rows.Add(condition));
    }

    /// <summary>The statement: one row, a column for each count in order.</summary>
    public StatementTemplate Build()
    {
        var from = string.Join(" cross join ", found.Select(rows => rows.Sql()));
        return new($"select {string.Join(", ", counts)}{(from.Length > 0 ? " from " : "")}{from}", parameters.All);
    }

    private static string Part(ExpressionWriter writer, Source rows, bool trash, Expression rule, IEnumerable<Expression> conditions,
        ParameterValue bound)
    {
        var (from, where) = writer.RowsUnder(rule, rows, trash, conditions);
        return $"(select count(*) from (select 1 from {from}{rows.JoinSql} where {where} limit {writer.Parameter(bound)}) {rows.Alias})";
    }

    private static Not Not(Expression expression) => new(expression);
}
