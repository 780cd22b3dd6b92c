using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Storage.Schemas;

/// <summary>Facts about an expression that indexes are derived from.</summary>
internal static class ExpressionWalk
{
    /// <summary>The expression and all its nested parts; a computed field counts as its formula.</summary>
    public static IEnumerable<Expression> Everything(Expression expression) =>
        Inside(expression).SelectMany(Everything).Prepend(expression);

    /// <summary>Operands of the outermost <c>or</c>; any one of them is enough.</summary>
    public static IEnumerable<Expression> Alternatives(Expression expression) =>
        expression.Operands(Operator.Or).SelectMany(operand =>
            operand is FieldValue { Steps.Count: 0, Outer: 0, Field.Computed: { } computed } ? Alternatives(computed) : [operand]);

    /// <summary>Own fields that a condition pins to one value: <c>manager = @me and status = 'new'</c>.</summary>
    public static IEnumerable<Field> Pinned(Expression condition) => condition switch
    {
        Binary { Operator: Operator.And } both => Pinned(both.Left).Concat(Pinned(both.Right)),
        Binary { Operator: Operator.Equal, Left: var left, Right: var right } => Own(left, right).Concat(Own(right, left)),
        IsNull { Operand: FieldValue { Steps.Count: 0, Outer: 0, Field: { IsStored: true } field } } => [field],
        _ => [],
    };

    private static IEnumerable<Field> Own(Expression side, Expression other) =>
        side is FieldValue { Steps.Count: 0, Outer: 0, Field: { IsStored: true } field }
            && other is Constant or ParameterValue or FieldValue { Outer: > 0 } ? [field] : [];

    private static IEnumerable<Expression> Inside(Expression expression) => expression switch
    {
        FieldValue { Field.Computed: { } computed } => [computed],
        Aggregate aggregate => aggregate.Inside,
        _ => expression.Parts,
    };
}
