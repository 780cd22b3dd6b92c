using System.Globalization;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Engine.Storage.Words;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>
/// Conditions. At the top level SQL's null counts as false, so comparisons stay plain and indexes can serve them.
/// <c>is not true</c> negates a condition, and <c>is true</c> makes it a non-null value.
/// </summary>
internal sealed partial class ExpressionWriter
{
    // SQLite builds a lookup table for an IN list; for up to this many options single comparisons are faster.
    private const int MostSpelledOut = 8;
    private static readonly HashSet<string> NeverNull = new([SystemFields.Id, SystemFields.Status], StringComparer.Ordinal);

    /// <summary>
    /// A condition for WHERE, ON and HAVING, where null counts as no; plain comparisons stay plain, so that indexes serve them.
    /// </summary>
    public string Condition(Expression expression, Source source) => expression switch
    {
        Binary { Operator: Operator.And } both => $"{Condition(both.Left, source)} and {Condition(both.Right, source)}",
        Binary { Operator: Operator.Or } either =>
            $"({string.Join(" or ", either.Operands(Operator.Or).Select(alternative => Condition(alternative, source)))})",
        Binary { Operator: Operator.NotEqual } different => Opposite(different with { Operator = Operator.Equal }, source),
        Binary comparison when comparison.Type.Kind == ValueKind.YesNo => Comparison(comparison, source),
        Not not => Opposite(not.Operand, source),
        In among => Among(among, source),
        IsNull isNull => $"{Operand(isNull.Operand, source)} is null",
        Like like => $"{dialect.Fold(Write(like.Operand, source))} like {dialect.Fold(Write(like.Pattern, source))} escape '\\'",
        Call { Function: Functions.Contains } contains =>
            spelling.Contains(Write(contains.Arguments[0], source), Write(contains.Arguments[1], source)),
        Call { Function: Functions.Same } same =>
            $"{dialect.Fold(Write(same.Arguments[0], source))} = {dialect.Fold(Write(same.Arguments[1], source))}",
        Call { Function: Functions.IsWorkday } workday => spelling.Call(workday, [Write(workday.Arguments[0], source)]),
        Aggregate { Aggregation: Aggregation.Exists } exists => Aggregated(exists, source),
        HasWords words => WordSpelling.Of(dialect).Holds(words.Table, source.Column(SystemFields.Id), Parameter(words.Question)),
        FieldValue field => Field(field, source, asCondition: true),
        _ => Write(expression, source),
    };

    /// <summary>The negation: true exactly where the condition is false or null.</summary>
    private string Opposite(Expression expression, Source source) => expression switch
    {
        Constant { Value: bool answer } => answer ? "false" : "true",
        Not not => Condition(not.Operand, source),
        Binary { Operator: Operator.And } both => $"({Opposite(both.Left, source)} or {Opposite(both.Right, source)})",
        Binary { Operator: Operator.Or } either => $"{Opposite(either.Left, source)} and {Opposite(either.Right, source)}",
        Binary { Operator: Operator.NotEqual } different => Condition(different with { Operator = Operator.Equal }, source),
        Binary { Operator: Operator.Equal } same when IsNeverNull(same.Left, source) && IsNeverNull(same.Right, source) =>
            Comparison(same with { Operator = Operator.NotEqual }, source),
        In among when IsNeverNull(among.Operand, source) && among.Options.All(option => IsNeverNull(option, source)) =>
            among.Options.Count <= MostSpelledOut
                ? string.Join(" and ", among.Options.Select(option =>
                Opposite(new Binary(DataType.YesNo, Operator.Equal, among.Operand, option), source))) : $"not ({Among(among, source)})",
        IsNull isNull => $"{Operand(isNull.Operand, source)} is not null",
        Aggregate { Aggregation: Aggregation.Exists } exists => $"not {Aggregated(exists, source)}",
        _ => $"({Condition(expression, source)}) is not true",
    };

    /// <summary>A condition as a value that is never null.</summary>
    private string Truth(Expression condition, Source source) =>
        IsTotal(condition, source) ? $"({Condition(condition, source)})" : $"(({Condition(condition, source)}) is true)";

    private string Comparison(Binary comparison, Source source)
    {
        var (left, right) = Sides(comparison);
        if (spelling.ComparesUnits && left.Type.Kind == ValueKind.Number)
        {
            var scale = Math.Max(left.Type.Scale, right.Type.Scale);
            return $"{AtScale(left, scale, source)} {Sign(comparison.Operator)} {AtScale(right, scale, source)}";
        }
        var isOrder = comparison.Operator is not (Operator.Equal or Operator.NotEqual)
            && left.Type.Kind is ValueKind.Text or ValueKind.Choice;
        var (first, second) = (Operand(left, source), Operand(right, source));
        return isOrder ? $"{spelling.Ordered(first)} {Sign(comparison.Operator)} {second}"
            : $"{first} {Sign(comparison.Operator)} {second}";
    }

    /// <summary>Rewrites <c>price - paid &gt; 0</c> as <c>price &gt; paid</c>, which avoids an exact subtraction for every row.</summary>
    private static (Expression Left, Expression Right) Sides(Binary comparison) =>
        comparison.Right is Constant { Value: 0L or 0m }
            && Meaning(comparison.Left) is Binary { Operator: Operator.Subtract, Left.Type.Kind: ValueKind.Number } difference
            ? (difference.Left, difference.Right) : (comparison.Left, comparison.Right);

    private static Expression Meaning(Expression value) =>
        value is FieldValue { Steps.Count: 0, Outer: 0, Field.Computed: { } computed } ? Meaning(computed) : value;

    private string Among(In among, Source source)
    {
        var scale = spelling.ComparesUnits && among.Operand.Type.Kind == ValueKind.Number
            ? among.Options.Append(among.Operand).Max(side => side.Type.Scale) : -1;
        string Side(Expression side) => scale < 0 ? Operand(side, source) : AtScale(side, scale, source);
        return $"{Side(among.Operand)} in ({string.Join(", ", among.Options.Select(Side))})";
    }

    // Brackets keep SQL from reading the operand together with the comparison around it.
    private string Operand(Expression side, Source source) => side is Case ? $"({Write(side, source)})" : Write(side, source);

    // Constants and parameters take the finer scale, so the column beside them stays bare and an index can serve it.
    private string AtScale(Expression number, int scale, Source source) => number switch
    {
        _ when number.Type.Scale == scale => Operand(number, source),
        Constant { Value: long or decimal } constant =>
            spelling.Number(Arithmetic.Written(Convert.ToDecimal(constant.Value, CultureInfo.InvariantCulture), scale)),
        ParameterValue parameter => Parameter(parameter with { Type = DataType.Number(scale) }),
        _ => spelling.Rescale(number, Operand(number, source), scale),
    };

    private static string Sign(Operator comparison) => comparison switch
    {
        Operator.Equal => "=",
        Operator.NotEqual => "<>",
        Operator.Less => "<",
        Operator.LessOrEqual => "<=",
        Operator.Greater => ">",
        Operator.GreaterOrEqual => ">=",
        _ => throw new ArgumentOutOfRangeException(nameof(comparison)),
    };

    private static bool IsTotal(Expression condition, Source source) => condition switch
    {
        Constant { Value: not null } or Not or IsNull or Aggregate { Aggregation: Aggregation.Exists }
            or Binary { Operator: Operator.NotEqual } => true,
        Binary { Operator: Operator.And or Operator.Or } both => IsTotal(both.Left, source) && IsTotal(both.Right, source),
        Binary comparison => IsNeverNull(comparison.Left, source) && IsNeverNull(comparison.Right, source),
        In among => IsNeverNull(among.Operand, source) && among.Options.All(option => IsNeverNull(option, source)),
        _ => false,
    };

    private static bool IsNeverNull(Expression value, Source source) => value switch
    {
        Constant constant => constant.Value is not null,
        ParameterValue { Parameter: NowParameter or TodayParameter } => true,
        FieldValue { Steps.Count: 0, Field.IsSystem: true } field =>
            NeverNull.Contains(field.Field.Key) && !source.Up(field.Outer).IsOptional,
        _ => false,
    };
}
