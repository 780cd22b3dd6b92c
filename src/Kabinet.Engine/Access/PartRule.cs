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
    public static Expression SeenFromOwner(Expression rule, Field reference) => Turn(rule, reference, isWhole: false) ?? Expression.True;

    // Returns null if only the part can answer the condition. One half of an "and" may stand for it as long as it only has to hold; under a
    // "not" or a comparison it must be known as a whole: treating the unknown part as true would make the negation too strict.
    private static Expression? Turn(Expression rule, Field reference, bool isWhole) => rule switch
    {
        Constant or ParameterValue => rule,
        FieldValue { Steps.Count: > 0 } value => value.Steps[0].Reference == reference ? value with { Steps = [.. value.Steps.Skip(1)] }
            : null,
        FieldValue value => value.Field == reference ? OwnerItself(value, reference) : null,
        Binary { Operator: Operator.And } and => (Turn(and.Left, reference, isWhole), Turn(and.Right, reference, isWhole)) switch
        {
            ({ } left, { } right) => Expression.And(left, right),
            var (left, right) => isWhole ? null : left ?? right,
        },
        Binary { Operator: Operator.Or } or =>
            Turn(or.Left, reference, isWhole) is { } left && Turn(or.Right, reference, isWhole) is { } right ? Expression.Or(left, right)
                : null,
        Binary binary => Whole(binary.Left, reference) is { } left && Whole(binary.Right, reference) is { } right
            ? binary with { Left = left, Right = right } : null,
        In among => Whole(among.Operand, reference) is { } operand && All(among.Options, reference) is { } options
            ? among with { Operand = operand, Options = options } : null,
        IsNull nothing => Whole(nothing.Operand, reference) is { } operand ? new IsNull(operand) : null,
        Not not => Whole(not.Operand, reference) is { } operand ? new Not(operand) : null,
        _ => null,
    };

    private static Expression? Whole(Expression rule, Field reference) => Turn(rule, reference, isWhole: true);

    private static FieldValue? OwnerItself(FieldValue value, Field reference) =>
        reference.To is { } owner ? new(value.Type, [], owner[SystemFields.Id]) : null;

    private static List<Expression>? All(IReadOnlyList<Expression> options, Field reference)
    {
        var turned = options.Select(option => Whole(option, reference)).OfType<Expression>().ToList();
        return turned.Count == options.Count ? turned : null;
    }
}
