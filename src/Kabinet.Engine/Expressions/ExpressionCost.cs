namespace Kabinet.Engine.Expressions;

/// <summary>
/// How much work an expression is for the database at most, told from the expression alone: an operation costs one, a reference followed
/// one, and what is worked out for each record of a collection is paid ten times. Nested collections therefore multiply. Access rules and
/// formulas inside count like the rest, since they are run.
/// </summary>
internal static class ExpressionCost
{
    private const long PerCollection = 10;
    /// <summary>Beyond it nothing is added: the sum must not overflow, and no limit is as high.</summary>
    private const long Most = 1_000_000_000_000;

    public static long Of(Expression? expression) => expression switch
    {
        null or Constant or ParameterValue => 0,
        FieldValue { Field.Computed: { } computed } value => Sum(1, Of(value.Steps), Of(computed)),
        FieldValue value => Sum(1, Of(value.Steps)),
        Aggregate aggregate => Sum(Of(aggregate.Steps),
            Math.Min(Most, PerCollection * Sum(1, Of(aggregate.Value), Of(aggregate.Where), Of(aggregate.By)))),
        _ => expression.Parts.Aggregate(1L, static (sum, part) => Sum(sum, Of(part))),
    };

    private static long Of(IReadOnlyList<Step> steps) => steps.Aggregate(0L, static (sum, step) => Sum(sum, 1, Of(step.Rule)));

    private static long Sum(params ReadOnlySpan<long> parts)
    {
        var sum = 0L;
        foreach (var part in parts) sum = Math.Min(Most, sum + part);
        return sum;
    }
}
