using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>
/// The states in which a condition can be true, and those in which it can be false, as far as its text tells. Anything but a comparison of
/// the status with constants can be both in every state.
/// </summary>
internal sealed record PossibleStates(IReadOnlySet<string> True, IReadOnlySet<string> False)
{
    /// <summary>Analyses a condition over a record of an entity with a lifecycle.</summary>
    public static PossibleStates Of(Expression? condition, Lifecycle lifecycle)
    {
        var all = lifecycle.States.Keys.ToHashSet(StringComparer.Ordinal);
        return condition is null ? new(all, new HashSet<string>()) : Of(condition, all);
    }

    private static PossibleStates Of(Expression condition, HashSet<string> all) => condition switch
    {
        Constant { Value: bool value } => value ? new(all, new HashSet<string>()) : new(new HashSet<string>(), all),
        Not not => Of(not.Operand, all).Swapped(),
        Binary { Operator: Operator.And } both => Of(both.Left, all).And(Of(both.Right, all)),
        Binary { Operator: Operator.Or } either => Of(either.Left, all).Swapped().And(Of(either.Right, all).Swapped()).Swapped(),
        Binary { Operator: Operator.Equal, Right: Constant { Value: string state } } equal when IsStatus(equal.Left) => One([state], all),
        Binary { Operator: Operator.NotEqual, Right: Constant { Value: string state } } other when IsStatus(other.Left) =>
            One([state], all).Swapped(),
        In { Options: var options } of when IsStatus(of.Operand) && options.All(option => option is Constant { Value: string }) =>
            One(options.Select(option => (string)((Constant)option).Value!), all),
        FieldValue { Steps.Count: 0, Outer: 0, Field.Computed: { } computed } => Of(computed, all),
        _ => new(all, all),
    };

    private PossibleStates Swapped() => new(False, True);

    private PossibleStates And(PossibleStates other) => new(True.Intersect(other.True).ToHashSet(), False.Union(other.False).ToHashSet());

    private static PossibleStates One(IEnumerable<string> states, HashSet<string> all)
    {
        var named = states.Where(all.Contains).ToHashSet(StringComparer.Ordinal);
        return new(named, all.Except(named).ToHashSet());
    }

    private static bool IsStatus(Expression operand) =>
        operand is FieldValue { Steps.Count: 0, Outer: 0, Field: { IsSystem: true, Key: SystemFields.Status } };
}
