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
        var parts = alternatives.Index().Select(alternative =>
        {
            var before = alternatives.Take(alternative.Index).Select(Not).ToArray();
            string Case(Expression pinned) =>
                Rows(writer, new(entity, parameters.NextAlias()), trash, alternative.Item, [pinned, .. before]);
            return Part(writer, cases.Select(Case), bound);
        });
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

    // The cases of one alternative share its bound: the database stops as soon as they have that many rows together.
    private string Part(ExpressionWriter writer, IEnumerable<string> cases, ParameterValue bound) =>
        $"(select count(*) from (select 1 from ({string.Join(" union all ", cases)}) {parameters.NextAlias()} "
            + $"limit {writer.Parameter(bound)}) {parameters.NextAlias()})";

    private static string Rows(ExpressionWriter writer, Source rows, bool trash, Expression rule, IEnumerable<Expression> conditions)
    {
        var (from, where) = writer.RowsUnder(rule, rows, trash, conditions);
        return $"select 1 from {from}{rows.JoinSql} where {where}";
    }

    private static Not Not(Expression expression) => new(expression);
}
