using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage.Words;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>One SELECT over an entity, put together from expressions. Records of the trash are left out unless asked for.</summary>
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
    private PageOfRows? page;
    private FoundWords? words;
    private (HasWords Words, ParameterValue Rows)? first;

    public SelectBuilder(Dialect dialect, Entity entity) =>
        (this.entity, source, writer) = (entity, new(entity, Alias), new(dialect, parameters));

    /// <summary>Which side of the trash is read.</summary>
    public bool Trash { get; init; }

    /// <summary>Adds a column and tells its place.</summary>
    public int Column(Expression value) => Add(writer.Selected(value, source));

    /// <summary>Adds a column of the platform (<c>_version</c>) and tells its place.</summary>
    public int SystemColumn(string name) => Add(source.Column(name));

    /// <summary>Adds a column with the value by which the order goes, to continue from.</summary>
    public int OrderColumn(Expression key) => Add(writer.OrderKey(key, source));

    /// <summary>Adds a column that sums a number over the rows.</summary>
    public int SumColumn(Expression value) => Add($"sum({writer.Selected(value, source)})");

    /// <summary>The reader's row rule. Where it is one of several conditions, each is read in order by itself: an index serves one of them, not all at once.</summary>
    public void Rule(Expression condition) => rule = Expression.And(rule, condition);

    /// <summary>Narrows the rows.</summary>
    public void Where(Expression condition) => conditions.Add(condition);

    /// <summary>Narrows the rows to those that a search leads to.</summary>
    public void Found(FoundWords found) => words = found;

    /// <summary>Looks for words in the first rows of the order alone, so many of them.</summary>
    public void First(HasWords asked, ParameterValue rows) => first = (asked, rows);

    /// <summary>Orders the rows and bounds them.</summary>
    public void Page(IReadOnlyList<PageKey> keys, bool continues, ParameterValue limit) => page = new(keys, continues, limit);

    /// <summary>The statement.</summary>
    public StatementTemplate Build()
    {
        // All is written before the joins are read, since writing is what makes them.
        var order = page?.OrderBy(writer, source);
        var rowsFirst = page is not null && (words is not null || first is not null || page.NeedsRowsFirst(rule));
        var text = rowsFirst ? $"{Chosen(page!)}{source.JoinSql}{order}" : Plain(order);
        return new($"select {string.Join(", ", columns)} from {text}", parameters.All);
    }

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

    /// <summary>The rows of the page are found by their keys alone, each alternative of the rule in order by itself, and only then are their columns read.</summary>
    private string Chosen(PageOfRows chosen)
    {
        var ways = words is null ? PageOfRows.Alternatives(rule) : [rule];
        var alternatives = ways.Select((alternative, index) => Alternative(chosen, alternative, index));
        var united = $"({string.Join(" union ", alternatives)}) found{chosen.OrderByPlace()}";
        var rows = first is null ? $"select id from {united}{chosen.LimitSql(writer)}" : Asked(chosen, united, first.Value);
        return $"({rows}) page join {Table} {Alias} on {source.Column(SystemFields.Id)} = page.id";
    }

    /// <summary>The first rows of the order are taken whatever words they have; those that have them make the page.</summary>
    private string Asked(PageOfRows chosen, string united, (HasWords Words, ParameterValue Rows) asked)
    {
        var rows = new Source(entity, "first");
        var taken = $"select * from {united}{PageOfRows.LimitSql(writer, asked.Rows)}";
        var condition = writer.Condition(asked.Words, rows);
        return $"select id from ({taken}) {rows.Alias} where {condition}{chosen.OrderByPlace()}{chosen.LimitSql(writer)}";
    }

    private string Alternative(PageOfRows chosen, Expression alternative, int index)
    {
        var rows = new Source(entity, $"a{index}");
        var (from, where) = words is null
            ? writer.RowsUnder(alternative, rows, Trash, conditions)
            : writer.RowsWith(words, rows, Trash, conditions.Prepend(alternative));
        where = Continued(where, rows);
        var keys = chosen.Keys(writer, rows);
        var limit = first is { Rows: var most } ? PageOfRows.LimitSql(writer, most) : chosen.LimitSql(writer);
        return $"select * from (select {keys} from {from}{rows.JoinSql} where {where}{chosen.OrderBy(writer, rows)}{limit}) {rows.Alias}";
    }

    private string Continued(string where, Source of) => page?.Continues == true ? $"{where} and {page.After(writer, of)}" : where;
}
