using System.Text;
using Kabinet.Engine.Definitions;
using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>One SELECT over an entity, put together from expressions. Records of the trash are left out unless asked for.</summary>
internal sealed class SelectBuilder(Dialect dialect, Entity entity)
{
    private const string Alias = "it";
    private readonly StatementParameters parameters = new();
    private readonly Source source = new(entity, Alias);
    private readonly List<string> columns = [];
    private readonly StringBuilder conditions = new();
    private readonly List<string> order = [];
    private ExpressionWriter? writer;
    private string? limit;

    /// <summary>Which side of the trash is read.</summary>
    public bool Trash { get; init; }

    private ExpressionWriter Writer => writer ??= new(dialect, parameters);

    /// <summary>Adds a column and tells its place.</summary>
    public int Column(Expression value) => Add(Writer.Write(value, source));

    /// <summary>Adds a column of the platform (<c>_version</c>) and tells its place.</summary>
    public int SystemColumn(string name) => Add($"{Alias}.{Dialect.Quote(name)}");

    /// <summary>Adds a column with the value by which the order goes, to continue from.</summary>
    public int OrderColumn(Expression key) => Add(Writer.OrderKey(key, source));

    /// <summary>Adds a column that counts the rows.</summary>
    public int CountColumn() => Add("count(*)");

    /// <summary>Adds a column that sums a number over the rows.</summary>
    public int SumColumn(Expression value) => Add($"sum({Writer.Write(value, source)})");

    /// <summary>Narrows the rows.</summary>
    public void Where(Expression condition)
    {
        if (condition != Expression.True) conditions.Append(" and (").Append(Writer.Condition(condition, source)).Append(')');
    }

    /// <summary>Continues the order. Nothing counts as the greatest value on both databases.</summary>
    public void OrderBy(Expression key, bool descending, bool nullable) =>
        order.Add(Writer.OrderKey(key, source) + (descending ? " desc" : "") + (nullable ? descending ? " nulls first" : " nulls last" : ""));

    /// <summary>Rows after a place in the order; keys stand in the order of <see cref="OrderBy"/>, a null value is a key without one.</summary>
    public void After(IReadOnlyList<(Expression Key, bool Descending, bool Nullable, ParameterValue? Value)> keys)
    {
        var uniform = keys.All(key => !key.Nullable && key.Value is not null && key.Descending == keys[0].Descending);
        conditions.Append(" and ").Append(uniform ? RowValuesAfter(keys) : After(keys, 0));
    }

    /// <summary>Bounds the rows.</summary>
    public void Limit(ParameterValue rows) => limit = Writer.Parameter(rows);

    /// <summary>The statement.</summary>
    public StatementTemplate Build()
    {
        var text = new StringBuilder("select ").AppendJoin(", ", columns)
            .Append(" from ").Append(Dialect.Quote(entity.Key)).Append(' ').Append(Alias).Append(source.JoinSql)
            .Append(" where ").Append(Alias).Append(Trash ? ".\"_deleted_at\" is not null" : ".\"_deleted_at\" is null").Append(conditions);
        if (order.Count > 0) text.Append(" order by ").AppendJoin(", ", order);
        if (limit is not null) text.Append(" limit ").Append(limit);
        return new(text.ToString(), parameters.All);
    }

    /// <summary>A count of the rows that stops at the limit.</summary>
    public StatementTemplate BuildCappedCount()
    {
        Add("1");
        var inner = Build();
        return new($"select count(*) from ({inner.Text}) capped", inner.Parameters);
    }

    private int Add(string sql)
    {
        columns.Add(sql);
        return columns.Count - 1;
    }

    private string RowValuesAfter(IReadOnlyList<(Expression Key, bool Descending, bool Nullable, ParameterValue? Value)> keys) =>
        $"({string.Join(", ", keys.Select(key => Writer.OrderKey(key.Key, source)))}) {(keys[0].Descending ? '<' : '>')} ({string.Join(", ", keys.Select(key => Writer.Parameter(key.Value!)))})";

    private string After(IReadOnlyList<(Expression Key, bool Descending, bool Nullable, ParameterValue? Value)> keys, int at)
    {
        var (key, descending, nullable, value) = keys[at];
        var sql = Writer.OrderKey(key, source);
        var (beyond, tied) = value is null
            ? (descending ? $"{sql} is not null" : "1 = 0", $"{sql} is null")
            : ($"{sql} {(descending ? '<' : '>')} {Writer.Parameter(value)}", $"{sql} = {Writer.Parameter(value)}");
        if (value is not null && nullable && !descending) beyond = $"({beyond} or {sql} is null)";
        return at == keys.Count - 1 ? beyond : $"({beyond} or ({tied} and {After(keys, at + 1)}))";
    }
}
