namespace Kabinet.Engine.Expressions;

/// <summary>
/// Builds an expression anew from an expression. A subclass says what becomes of the fields and collections; everything else is kept.
/// </summary>
internal abstract class Rewriting
{
    /// <summary>The rewritten expression.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="inside">Number of collections around it. A value of its own record has the same number in <c>Outer</c>.</param>
    public Expression Of(Expression expression, int inside = 0) => expression switch
    {
        FieldValue value => Field(value, inside),
        Aggregate aggregate => Collected(aggregate, inside),
        Binary binary => binary with { Left = Of(binary.Left, inside), Right = Of(binary.Right, inside) },
        Not not => new Not(Of(not.Operand, inside)),
        Negate negate => new Negate(Of(negate.Operand, inside)),
        In among => new In(Of(among.Operand, inside), [.. among.Options.Select(option => Of(option, inside))]),
        IsNull isNull => new IsNull(Of(isNull.Operand, inside)),
        Like like => new Like(Of(like.Operand, inside), like.Pattern),
        Case choice => choice with
        {
            Branches = [.. choice.Branches.Select(branch => (Of(branch.When, inside), Of(branch.Then, inside)))],
            Else = Of(choice.Else, inside),
        },
        Call call => call with { Arguments = [.. call.Arguments.Select(argument => Of(argument, inside))] },
        RecordValue value => value with { Id = Of(value.Id, inside) },
        Constant or ParameterValue => expression,
        _ => throw new InvalidOperationException($"{expression.GetType().Name} cannot be rewritten"),
    };

    /// <summary>What a field becomes.</summary>
    protected abstract Expression Field(FieldValue value, int inside);

    /// <summary>What an aggregate becomes; its inner expressions are to be rewritten with <see cref="Within"/>.</summary>
    protected abstract Expression Collected(Aggregate aggregate, int inside);

    /// <summary>An aggregate with its value, condition and order rewritten.</summary>
    protected Aggregate Within(Aggregate aggregate, int inside) => aggregate with
    {
        Value = aggregate.Value is null ? null : Of(aggregate.Value, inside + 1),
        Where = aggregate.Where is null ? null : Of(aggregate.Where, inside + 1),
        By = aggregate.By is null ? null : Of(aggregate.By, inside + 1),
    };
}
