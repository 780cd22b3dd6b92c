using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage.Words;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>Builds one SELECT over an entity from expressions. Records in the trash are left out by default.</summary>
internal sealed class SelectBuilder
{
    private const string Alias = "it";
    private readonly StatementParameters parameters = new();
    private readonly Entity entity;
    private readonly Source source;
    private readonly ExpressionWriter writer;
    private readonly List<string> columns = [];
    private readonly List<Expression> conditions = [];
    private Expression rule = Expression.True;
    private IReadOnlyList<Expression>? cases;
    private PageOfRows? page;
    private FoundWords? words;
    private (HasWords Words, ParameterValue Rows)? first;

    public SelectBuilder(Dialect dialect, Entity entity) =>
        (this.entity, source, writer) = (entity, new(entity, Alias), new(dialect, parameters));

    /// <summary>Whether records in the trash are read instead of live ones.</summary>
    public bool Trash { get; init; }

    /// <summary>Adds a column and returns its index.</summary>
    public int Column(Expression value) => Add(writer.Selected(value, source));

    /// <summary>Adds a system column (<c>_version</c>) and returns its index.</summary>
    public int SystemColumn(string name) => Add(source.Column(name));

    /// <summary>Adds a column with a sort key, for the cursor of the next page.</summary>
    public int OrderColumn(Expression key) => Add(writer.OrderKey(key, source));

    /// <summary>Adds a column that sums a number over the rows.</summary>
    public int SumColumn(Expression value) => Add($"sum({writer.Selected(value, source)})");

    /// <summary>
    /// The actor's row rule. Each alternative of an <c>or</c> is read in order by itself, because one index cannot serve all.
    /// </summary>
    public void Rule(Expression condition) => rule = Expression.And(rule, condition);

    /// <summary>Adds a filter.</summary>
    public void Where(Expression condition) => conditions.Add(condition);

    /// <summary>Limits the rows to those found by a search.</summary>
    public void Found(FoundWords found) => words = found;

    /// <summary>Looks for words in the first rows of the order alone, so many of them.</summary>
    public void First(HasWords asked, ParameterValue rows) => first = (asked, rows);

    /// <summary>Orders the rows and bounds them.</summary>
    public void Page(IReadOnlyList<PageKey> keys, bool continues, ParameterValue limit) => page = new(keys, continues, limit);

    /// <summary>The statement.</summary>
    public StatementTemplate Build()
    {
        // Writing the expressions creates the joins, so it comes first.
        var order = page?.OrderBy(writer, source);
        if (page is not null && words is null && first is null && page.Cases(Narrowed) is { Count: > 1 } split) cases = split;
        var rowsFirst = page is not null && (words is not null || first is not null || cases is not null || page.NeedsRowsFirst(rule));
        var text = rowsFirst ? $"{Chosen(page!)}{source.JoinSql}{order}" : Plain(order);
        return new($"select {string.Join(", ", columns)} from {text}", parameters.All);
    }

    private Expression Narrowed => conditions.Aggregate((Expression)Expression.True, Expression.And);

    private string Table => Dialect.Quote(entity.Key);

    private int Add(string sql)
    {
        columns.Add(sql);
        return columns.Count - 1;
    }

    private string Plain(string? order)
    {
        var all = conditions.Prepend(rule);
        var (from, rows) = words is null
            ? ($"{Table} {Alias}", writer.Rows(source, Trash, all))
            : writer.RowsWith(words, source, Trash, all);
        var where = Continued(rows, source);
        return $"{from}{source.JoinSql} where {where}{order}{page?.LimitSql(writer)}";
    }

    /// <summary>
    /// Finds the rows of the page by their keys alone, each alternative of the rule in order by itself, and only then reads their columns.
    /// </summary>
    private string Chosen(PageOfRows chosen)
    {
        var ways = words is null ? PageOfRows.Alternatives(rule) : [rule];
        IEnumerable<IEnumerable<Expression>> narrowed = cases is null ? [conditions] : cases.Select(pinned => new[] { pinned });
        var pairs = ways.SelectMany(way => narrowed.Select(which => (Rule: way, Which: which)));
        var alternatives = pairs.Select((pair, index) => Alternative(chosen, pair.Rule, pair.Which, index));
        var united = $"({string.Join(" union ", alternatives)}) found{chosen.OrderByPlace()}";
        var rows = first is null ? $"select id from {united}{chosen.LimitSql(writer)}" : Asked(chosen, united, first.Value);
        return $"({rows}) page join {Table} {Alias} on {source.Column(SystemFields.Id)} = page.id";
    }

    /// <summary>The first rows of the order are taken whatever words they have; those that have them make the page.</summary>
    private string Asked(PageOfRows chosen, string united, (HasWords Words, ParameterValue Rows) asked)
    {
        var rows = new Source(entity, "first");
        var taken = $"select * from {united}{PageOfRows.LimitSql(writer, asked.Rows)}";
        return $"select id from ({taken}) {rows.Alias} where "
            + $"{writer.Condition(asked.Words, rows)}{chosen.OrderByPlace()}{chosen.LimitSql(writer)}";
    }

    private string Alternative(PageOfRows chosen, Expression alternative, IEnumerable<Expression> which, int index)
    {
        var rows = new Source(entity, $"a{index}");
        var (from, where) = words is null
            ? writer.RowsUnder(alternative, rows, Trash, which)
            : writer.RowsWith(words, rows, Trash, which.Prepend(alternative));
        where = Continued(where, rows);
        var keys = chosen.Keys(writer, rows);
        var limit = first is { Rows: var most } ? PageOfRows.LimitSql(writer, most) : chosen.LimitSql(writer);
        return $"select * from (select {keys} from {from}{rows.JoinSql} where {where}{chosen.OrderBy(writer, rows)}{limit}) {rows.Alias}";
    }

    private string Continued(string where, Source of) => page?.Continues == true ? $"{where} and {page.After(writer, of)}" : where;
}
