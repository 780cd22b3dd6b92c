using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Access;

/// <summary>
/// Rewrites the rule for creating a part as a rule over its owner, to decide whether the owner's page shows an «add» button.
/// Conditions that only the part can answer count as true. The full rule is checked when the part is saved.
/// </summary>
public static class PartRule
{
    /// <summary>A condition over the owner, from a condition over a part that points to it by <paramref name="reference"/>.</summary>
    public static Expression SeenFromOwner(Expression rule, Field reference) => Turn(rule, reference) ?? Expression.True;

    // Returns null if only the part can answer the condition.
    private static Expression? Turn(Expression rule, Field reference) => rule switch
    {
        Constant or ParameterValue => rule,
        FieldValue { Steps.Count: > 0 } value => value.Steps[0].Reference == reference ? value with { Steps = [.. value.Steps.Skip(1)] } : null,
        FieldValue value => value.Field == reference ? OwnerItself(value, reference) : null,
        Binary { Operator: Operator.And } and => Turn(and.Left, reference) is not { } left ? Turn(and.Right, reference) : Turn(and.Right, reference) is { } right ? Expression.And(left, right) : left,
        Binary { Operator: Operator.Or } or => Turn(or.Left, reference) is { } left && Turn(or.Right, reference) is { } right ? Expression.Or(left, right) : null,
        Binary binary => Turn(binary.Left, reference) is { } left && Turn(binary.Right, reference) is { } right ? binary with { Left = left, Right = right } : null,
        In among => Turn(among.Operand, reference) is { } operand && All(among.Options, reference) is { } options ? among with { Operand = operand, Options = options } : null,
        IsNull nothing => Turn(nothing.Operand, reference) is { } operand ? new IsNull(operand) : null,
        Not not when Whole(not.Operand, reference) is { } operand => new Not(operand),
        _ => null,
    };

    // A negated condition must be known as a whole: treating the unknown part as true would make the negation too strict.
    private static Expression? Whole(Expression rule, Field reference) => rule is Binary { Operator: Operator.And } ? null : Turn(rule, reference);

    private static FieldValue? OwnerItself(FieldValue value, Field reference) => reference.To is { } owner ? new(value.Type, [], owner[SystemFields.Id]) : null;

    private static List<Expression>? All(IReadOnlyList<Expression> options, Field reference)
    {
        var turned = options.Select(option => Turn(option, reference)).OfType<Expression>().ToList();
        return turned.Count == options.Count ? turned : null;
    }
}
