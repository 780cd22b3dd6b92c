namespace Kabinet.Engine.Expressions.Checking;

/// <summary>Rewrites an expression about one record so that it starts from another record, which reaches the first by references.</summary>
internal sealed class Rebase : Rewriting
{
    private readonly IReadOnlyList<Step> steps;
    private readonly int outer;

    private Rebase(IReadOnlyList<Step> steps, int outer) => (this.steps, this.outer) = (steps, outer);

    /// <summary>The same condition about the record at the end of the steps.</summary>
    /// <param name="expression">The expression over the record itself.</param>
    /// <param name="steps">References to follow to the record.</param>
    /// <param name="outer">The record that the steps start from: 0 for the innermost one.</param>
    public static Expression To(Expression expression, IReadOnlyList<Step> steps, int outer) =>
        steps.Count == 0 && outer == 0 ? expression : new Rebase(steps, outer).Of(expression);

    protected override Expression Field(FieldValue value, int inside) =>
        value.Outer == inside ? value with { Steps = [.. steps, .. value.Steps], Outer = value.Outer + outer } : value;

    // A collection of all records of an entity does not depend on the record it is used from.
    protected override Expression Collected(Aggregate aggregate, int inside)
    {
        var ofRecord = aggregate.Outer == inside && !aggregate.Collection.IsEverything;
        return Within(aggregate, inside) with
        {
            Steps = ofRecord ? [.. steps, .. aggregate.Steps] : aggregate.Steps,
            Outer = ofRecord ? aggregate.Outer + outer : aggregate.Outer,
        };
    }
}
