using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>
/// Splits a condition into cases that exclude each other because each pins one field to a different constant: a deadline per state,
/// <c>status = 'new' and … or status = 'review' and …</c>. An index on that field serves each case in order and counts it without
/// looking for rows that two cases share. Cases that the rest of the condition rules out are dropped.
/// </summary>
internal static class PinnedCases
{
    // More cases than a lifecycle has states are not worth a statement of their own each.
    private const int Most = 24;

    /// <summary>The cases of a condition; the condition alone where it has none.</summary>
    public static IReadOnlyList<Expression> Of(Expression condition)
    {
        var parts = condition.Operands(Operator.And).ToList();
        for (var i = 0; i < parts.Count; i++)
            if (CasesOf(parts[i]) is { } cases)
            {
                var others = parts.Where((_, place) => place != i).ToList();
                var possible = cases.Where(pinned => others.All(other => Allows(other, pinned))).Select(pinned => And(others, pinned.Case))
                    .ToList();
                return possible.Count == 0 ? [Expression.False] : possible;
            }
        return [condition];
    }

    private static List<Pinned>? CasesOf(Expression condition)
    {
        var alternatives = Computed(condition).Operands(Operator.Or).ToList();
        if (alternatives.Count is < 2 or > Most) return null;
        var field = PinsOf(alternatives[0]).Select(pin => pin.Field)
            .FirstOrDefault(field => alternatives.TrueForAll(case_ => PinsOf(case_).Any(pin => pin.Field == field)));
        if (field is null) return null;
        var cases = alternatives.ConvertAll(alternative =>
            new Pinned(field, PinsOf(alternative).First(pin => pin.Field == field).Value, alternative));
        return cases.Select(pinned => pinned.Value).Distinct().Count() == cases.Count ? cases : null;
    }

    /// <summary>False where another part of the condition demands a different value of the field.</summary>
    private static bool Allows(Expression other, Pinned pinned) => other switch
    {
        In { Operand: FieldValue value } among when IsOwn(value) && value.Field == pinned.Field
            && among.Options.All(option => option is Constant) =>
            among.Options.Any(option => Equals(((Constant)option).Value, pinned.Value)),
        _ => PinsOf(other).All(pin => pin.Field != pinned.Field || Equals(pin.Value, pinned.Value)),
    };

    private static IEnumerable<(Field Field, object Value)> PinsOf(Expression condition) =>
        from part in condition.Operands(Operator.And)
        let pin = part switch
        {
            Binary { Operator: Operator.Equal, Left: FieldValue left, Right: Constant { Value: string right } } => (left, right),
            Binary { Operator: Operator.Equal, Left: Constant { Value: string left }, Right: FieldValue right } => (right, left),
            _ => ((FieldValue?)null, ""),
        }
        where pin.Item1 is { } value && IsOwn(value) && value.Field.Type.Kind == ValueKind.Choice
        select (pin.Item1!.Field, (object)pin.Item2);

    private static Expression Computed(Expression condition) =>
        condition is FieldValue { Steps.Count: 0, Outer: 0, Field.Computed: { } computed } ? Computed(computed) : condition;

    private static bool IsOwn(FieldValue value) => value is { Steps.Count: 0, Outer: 0, Field.IsStored: true };

    private static Expression And(IEnumerable<Expression> others, Expression last) => others.Append(last).Aggregate(Expression.And);

    private sealed record Pinned(Field Field, object Value, Expression Case);
}
