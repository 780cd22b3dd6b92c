using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>One key of a total order.</summary>
/// <param name="Value">Value to compare; the last key is the id.</param>
/// <param name="Descending">Descending order.</param>
/// <param name="Nullable">The value may be null; null sorts as the greatest value on both databases.</param>
/// <param name="Place">Cursor of the next page: the value in the last row of the previous page; null when that value was null.</param>
internal sealed record PageKey(Expression Value, bool Descending, bool Nullable, ParameterValue? Place)
{
    public string Direction => (Descending ? " desc" : "") + (Nullable ? Descending ? " nulls first" : " nulls last" : "");
}

/// <summary>The order and limit of a page.</summary>
internal sealed class PageOfRows(IReadOnlyList<PageKey> keys, bool continues, ParameterValue limit)
{
    private const int MostAlternatives = 4;
    private const int MostCases = 16;

    public bool Continues => continues;

    /// <summary>
    /// True where a plain SELECT would read far more than the page: under an <c>or</c> rule, which no single index orders;
    /// under a rule that finds rows through other records;
    /// or ordered by a computed or joined value, which needs every column of every row before the first row is known.
    /// </summary>
    public bool NeedsRowsFirst(Expression rule) => Alternatives(rule).Count > 1 || ExpressionWriter.IsDrivenByReader(rule)
        || keys.Any(key => key.Value is not FieldValue { Steps.Count: 0, Field.IsStored: true });

    /// <summary>Operands of the rule's <c>or</c>; the whole rule when there are too many of them.</summary>
    public static IReadOnlyList<Expression> Alternatives(Expression rule)
    {
        var alternatives = rule.Operands(Operator.Or).ToArray();
        return alternatives.Length <= MostAlternatives ? alternatives : [rule];
    }

    /// <summary>
    /// The cases of a condition, where each of them bounds the first key of the order: then an index reads every case from its first row.
    /// Otherwise the condition alone.
    /// </summary>
    public IReadOnlyList<Expression> Cases(Expression condition)
    {
        if (keys[0].Value is not FieldValue { Steps.Count: 0, Outer: 0, Field: { IsStored: true } first }) return [condition];
        var cases = PinnedCases.Of(condition);
        return cases.Count is > 1 and <= MostCases && cases.All(pinned => Bounds(pinned, first)) ? cases : [condition];
    }

    public string OrderBy(ExpressionWriter writer, Source source) =>
        " order by " + string.Join(", ", keys.Select(key => writer.OrderKey(key.Value, source) + key.Direction));

    /// <summary>The keys under their own aliases; the last is the id.</summary>
    public string Keys(ExpressionWriter writer, Source source) =>
        string.Join(", ", keys.Select((key, index) => $"{writer.OrderKey(key.Value, source)} as {Name(index)}"));

    public string OrderByPlace() => " order by " + string.Join(", ", keys.Select((key, index) => Name(index) + key.Direction));

    public string LimitSql(ExpressionWriter writer) => LimitSql(writer, limit);

    public static string LimitSql(ExpressionWriter writer, ParameterValue most) => $" limit {writer.Parameter(most)}";

    public string After(ExpressionWriter writer, Source source) =>
        keys.All(key => !key.Nullable && key.Place is not null && key.Descending == keys[0].Descending)
            ? $"({string.Join(", ", keys.Select(key => writer.OrderKey(key.Value, source)))}) {(keys[0].Descending ? '<' : '>')} "
                + $"({string.Join(", ", keys.Select(key => writer.Parameter(key.Place!)))})"
            : After(writer, source, 0);

    private string After(ExpressionWriter writer, Source source, int at)
    {
        var (key, sql) = (keys[at], writer.OrderKey(keys[at].Value, source));
        var (beyond, tied) = key.Place is null
            ? (key.Descending ? $"{sql} is not null" : "1 = 0", $"{sql} is null")
            : ($"{sql} {(key.Descending ? '<' : '>')} {writer.Parameter(key.Place)}", $"{sql} = {writer.Parameter(key.Place)}");
        if (key is { Place: not null, Nullable: true, Descending: false }) beyond = $"({beyond} or {sql} is null)";
        return at == keys.Count - 1 ? beyond : $"({beyond} or ({tied} and {After(writer, source, at + 1)}))";
    }

    private static bool Bounds(Expression condition, Field field) => condition switch
    {
        Binary { Operator: Operator.And } both => Bounds(both.Left, field) || Bounds(both.Right, field),
        Binary { Operator: >= Operator.Less and <= Operator.GreaterOrEqual, Left: FieldValue { Steps.Count: 0, Outer: 0 } value } =>
            value.Field == field,
        _ => false,
    };

    private string Name(int index) => index == keys.Count - 1 ? SystemFields.Id : $"key{index}";
}
