using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>
/// A condition that leaves out some states, said by those that remain: an index leads to them, while for the others every row would be looked at, and old records are mostly done.
/// A status is never empty and always one of the states, so both mean the same.
/// </summary>
internal static class RemainingStates
{
    /// <summary>The condition, said by states that remain wherever it can be.</summary>
    public static Expression In(Expression condition) => condition switch
    {
        Binary { Operator: Operator.And or Operator.Or } both => both with { Left = In(both.Left), Right = In(both.Right) },
        Binary { Operator: Operator.NotEqual, Left: FieldValue status, Right: Constant { Value: string } left } when IsStatus(status) => Without(status, [left]),
        Not { Operand: In { Operand: FieldValue status } among } when IsStatus(status) && among.Options.All(option => option is Constant { Value: string }) => Without(status, among.Options),
        _ => condition,
    };

    // Not where the row may be missing, for there a status is empty.
    private static bool IsStatus(FieldValue value) => value is { Steps.Count: 0, Outer: 0, Field: { IsSystem: true, Key: SystemFields.Status } };

    private static Expression Without(FieldValue status, IReadOnlyList<Expression> left)
    {
        var remaining = status.Field.Choices.Keys.Except(left.Select(state => ((Constant)state).Value as string), StringComparer.Ordinal).ToList();
        return remaining.Count == 0 ? Expression.False : new In(status, [.. remaining.Select(state => new Constant(status.Type, state))]);
    }
}
