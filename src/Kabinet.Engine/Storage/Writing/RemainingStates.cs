using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>
/// Rewrites a condition that excludes states as one that lists the remaining states. An index can serve the list, while an exclusion reads
/// every row, and most old records are done.
/// A status is never null and always one of the states, so both conditions are equivalent.
/// </summary>
internal static class RemainingStates
{
    /// <summary>The condition with exclusions replaced by remaining states where possible.</summary>
    public static Expression In(Expression condition) => condition switch
    {
        Binary { Operator: Operator.And or Operator.Or } both => both with { Left = In(both.Left), Right = In(both.Right) },
        Binary { Operator: Operator.NotEqual, Left: FieldValue status, Right: Constant { Value: string } left } when IsStatus(status) =>
            Without(status, [left]),
        Not { Operand: In { Operand: FieldValue status } among } when IsStatus(status)
            && among.Options.All(option => option is Constant { Value: string }) => Without(status, among.Options),
        _ => condition,
    };

    // Not through a reference: there the row may be missing and the status null.
    private static bool IsStatus(FieldValue value) =>
        value is { Steps.Count: 0, Outer: 0, Field: { IsSystem: true, Key: SystemFields.Status } };

    private static Expression Without(FieldValue status, IReadOnlyList<Expression> left)
    {
        var remaining = status.Field.Choices.Keys.Except(left.Select(state => ((Constant)state).Value as string), StringComparer.Ordinal)
            .ToList();
        return remaining.Count == 0 ? Expression.False : new In(status, [.. remaining.Select(state => new Constant(status.Type, state))]);
    }
}
