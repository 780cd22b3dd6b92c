using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>
/// Writes checked expressions as SQL for one statement, with the same meaning on both databases.
/// A value may be null, a condition never is: a comparison with null is false, and <c>&lt;&gt;</c> and <c>not</c> are exact negations.
/// </summary>
internal sealed partial class ExpressionWriter(Dialect dialect, StatementParameters parameters)
{
    private const int LongestStatement = 20_000;
    private readonly Dialect dialect = dialect;
    private readonly SqlSpelling spelling = SqlSpelling.Of(dialect);
    private int written;

    /// <summary>The parameters written so far.</summary>
    public StatementParameters Parameters => parameters;

    /// <summary>The placeholder of a bound value, <c>@p3</c>.</summary>
    public string Parameter(ParameterValue parameter) => parameters.Add(parameter);

    /// <summary>
    /// The column or formula at the end of a path. Follows it without access rules; a path of an actor is a checked
    /// <see cref="FieldValue"/>.
    /// </summary>
    public string Column(FieldPath path, Source source) =>
        Write(new FieldValue(path.Field.Type, [.. path.Through.Select(reference => new Step(reference, null))], path.Field), source);

    /// <summary>
    /// Sort key of a list: folded text in code point order on both databases, with its numbers as numbers where the field is natural; any
    /// other value as it is.
    /// </summary>
    public string OrderKey(Expression expression, Source source) => expression.Type.Kind switch
    {
        ValueKind.Text when expression is FieldValue { Field.IsNatural: true } => dialect.Natural(Write(expression, source)),
        ValueKind.Text => dialect.Fold(Write(expression, source)),
        ValueKind.Choice => spelling.Ordered(Write(expression, source)),
        _ => Write(expression, source),
    };

    /// <summary>A value to select or set; a condition is written so that it is never null.</summary>
    public string Write(Expression expression, Source source)
    {
        // Computed fields are expanded in place, so a short formula may produce a long statement.
        if (++written > LongestStatement)
            throw new InvalidOperationException($"An expression over {source.Entity} is too large to be written");
        return expression switch
        {
            Constant constant => Constant(constant),
            ParameterValue parameter => Parameter(parameter),
            FieldValue field => Field(field, source),
            Negate negate => spelling.Negative(negate.Operand, Write(negate.Operand, source)),
            Binary { Type.Kind: not ValueKind.YesNo } binary => Calculation(binary, source),
            Case choice => "case" + string.Concat(choice.Branches.Select(branch => Branch(branch, source)))
                + $" else {Write(choice.Else, source)} end",
            Call { Function: not (Functions.Contains or Functions.IsWorkday or Functions.Same) } call =>
                spelling.Call(call, [.. call.Arguments.Select((argument, index) => Argument(call, index, argument, source))]),
            Aggregate { Aggregation: not Aggregation.Exists } aggregate => Aggregated(aggregate, source),
            RecordValue value => OfRecord(value, source),
            _ => Truth(expression, source),
        };
    }

    /// <summary>
    /// A value read directly by the caller. Reading rejects a number that overflowed into floating point, so a final sum needs no check of
    /// its own.
    /// </summary>
    public string Selected(Expression expression, Source source) =>
        Meaning(expression) is Binary { Operator: Operator.Add or Operator.Subtract, Type.Kind: ValueKind.Number,
            Left.Type.Kind: ValueKind.Number } sum
            ? spelling.LastSum(sum, Write(sum.Left, source), Write(sum.Right, source)) : Write(expression, source);

    private string Constant(Constant constant) => constant.Value switch
    {
        null => spelling.Nothing(constant.Type),
        bool answer => answer ? "true" : "false",
        long id when constant.Type.Kind == ValueKind.Reference => spelling.Number(new(DataType.Whole, id)),
        long or decimal => spelling.Number(constant),
        DateOnly day => spelling.Day(day),
        DateTime moment => spelling.Moment(moment),
        string key when constant.Type.Kind == ValueKind.Choice => SqlSpelling.Quoted(key),
        // Texts may come from a user, so they are always bound and never part of the statement.
        var value => Parameter(new(constant.Type, new ConstantParameter(value))),
    };

    private string Calculation(Binary binary, Source source) => (binary.Type.Kind, binary.Operator) switch
    {
        (ValueKind.Date, _) =>
            spelling.AddDays(Write(binary.Left, source), binary.Right, Write(binary.Right, source), binary.Operator == Operator.Subtract),
        (ValueKind.DateTime, _) =>
            spelling.AddDuration(Write(binary.Left, source), (TimeSpan)((Constant)binary.Right).Value!,
            binary.Operator == Operator.Subtract),
        (_, Operator.Subtract) when binary.Left.Type.Kind == ValueKind.Date =>
            spelling.DaysBetween(Write(binary.Left, source), Write(binary.Right, source)),
        (_, Operator.Multiply) => spelling.Product(binary, Write(binary.Left, source), Write(binary.Right, source)),
        (_, Operator.Divide) => spelling.Quotient(binary, Write(binary.Left, source), Write(binary.Right, source)),
        _ => spelling.Sum(binary, Write(binary.Left, source), Write(binary.Right, source)),
    };

    // The time zone is ours, not user input.
    private string Argument(Call call, int index, Expression argument, Source source) =>
        call.Function == Functions.Date && index == 1 ? SqlSpelling.Quoted((string)((Constant)argument).Value!) : Write(argument, source);

    private string Branch((Expression When, Expression Then) branch, Source source) =>
        $" when {Condition(branch.When, source)} then {Write(branch.Then, source)}";
}
