namespace Kabinet.Engine.Expressions.Checking;

/// <summary>A function call being checked. Its methods convert the arguments to the types that the function needs.</summary>
internal sealed record FunctionCall(Function Function, int Position, IReadOnlyList<Checked> Arguments, Coercion Coercion, TimeZoneInfo Zone)
{
    public Expression Number(int index) => Coercion.Number(Arguments[index]);

    public Expression Text(int index) => Coercion.Text(Arguments[index]);

    public Expression Moment(int index) => Coercion.To(Arguments[index], DataType.DateTime);

    /// <summary>The argument as a date. A date and time becomes its date in the solution's time zone.</summary>
    public Expression Day(int index) => Arguments[index].Type.Kind == ValueKind.DateTime ? DateOf(Arguments[index].Expression)
        : Coercion.To(Arguments[index], DataType.Date);

    /// <summary>The date of a date and time. The time zone is an argument of the call, so the SQL writer needs no other input.</summary>
    public Call DateOf(Expression moment) => new(DataType.Date, Functions.Date, [moment, new Constant(DataType.Text, Zone.Id)]);

    public Expression Whole(int index) => Arguments[index].Type is { Kind: ValueKind.Number, Scale: 0 } ? Arguments[index].Expression
        : throw new ExpressionException(new("expression.whole_number", Function.Usage), Arguments[index].Position);

    public int Digits(int index) => index == Arguments.Count ? 0
        : Arguments[index].Expression is Constant { Value: long and >= 0 and <= Arithmetic.GreatestScale and var digits } ? (int)digits
        : throw new ExpressionException(new("expression.digits", Arithmetic.GreatestScale), Arguments[index].Position);

    /// <summary>All arguments, which must be texts, choices or whole numbers.</summary>
    public Expression[] Texts() =>
        [.. Arguments.Select(argument => argument.Type is { Kind: ValueKind.Number, Scale: 0 } ? argument.Expression
            : Coercion.Text(argument))];

    public Call To(DataType type, params Expression[] arguments) => new(type, Function.Name, arguments);

    /// <summary>A call with all arguments converted to one type.</summary>
    public Call Unified()
    {
        var (type, fitted) = Coercion.Unify(Arguments);
        return new(type, Function.Name, fitted);
    }

    /// <summary>A call with all arguments converted to one type whose values can be ordered.</summary>
    public Call Ordered()
    {
        var call = Unified();
        return call.Type.Kind is ValueKind.Number or ValueKind.Date or ValueKind.DateTime ? call
            : throw new ExpressionException(new("expression.no_order"), Position);
    }
}
