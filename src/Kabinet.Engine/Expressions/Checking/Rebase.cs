namespace Kabinet.Engine.Expressions.Checking;

/// <summary>Rewrites an expression about one record so that it starts from another record, which reaches the first by references.</summary>
internal static class Rebase
{
    /// <summary>The same condition about the record at the end of the steps.</summary>
    /// <param name="expression">The expression over the record itself.</param>
    /// <param name="steps">References to follow to the record.</param>
    /// <param name="outer">The record that the steps start from: 0 for the innermost one.</param>
    public static Expression To(Expression expression, IReadOnlyList<Step> steps, int outer) =>
        steps.Count == 0 && outer == 0 ? expression : Moved(expression, new(steps, outer, 0));

    // Inside a collection, Outer of the record itself equals the number of collections around.
    private readonly record struct Move(IReadOnlyList<Step> Steps, int Outer, int Inside)
    {
        public Move Deeper => this with { Inside = Inside + 1 };
    }

    private static Expression Moved(Expression expression, Move move) => expression switch
    {
        FieldValue value when value.Outer == move.Inside =>
            value with { Steps = [.. move.Steps, .. value.Steps], Outer = value.Outer + move.Outer },
        Aggregate aggregate => Collected(aggregate, move),
        Binary binary => binary with { Left = Moved(binary.Left, move), Right = Moved(binary.Right, move) },
        Not not => new Not(Moved(not.Operand, move)),
        Negate negate => new Negate(Moved(negate.Operand, move)),
        In among => new In(Moved(among.Operand, move), [.. among.Options.Select(option => Moved(option, move))]),
        IsNull isNull => new IsNull(Moved(isNull.Operand, move)),
        Like like => new Like(Moved(like.Operand, move), like.Pattern),
        Case choice => choice with
        {
            Branches = [.. choice.Branches.Select(branch => (Moved(branch.When, move), Moved(branch.Then, move)))],
            Else = Moved(choice.Else, move),
        },
        Call call => call with { Arguments = [.. call.Arguments.Select(argument => Moved(argument, move))] },
        FieldValue or Constant or ParameterValue => expression,
        _ => throw new InvalidOperationException($"{expression.GetType().Name} cannot be moved"),
    };

    // A collection of all records of an entity does not depend on the record it is used from.
    private static Aggregate Collected(Aggregate aggregate, Move move)
    {
        var ofRecord = aggregate.Outer == move.Inside && !aggregate.Collection.IsEverything;
        return aggregate with
        {
            Steps = ofRecord ? [.. move.Steps, .. aggregate.Steps] : aggregate.Steps,
            Outer = ofRecord ? aggregate.Outer + move.Outer : aggregate.Outer,
            Value = aggregate.Value is null ? null : Moved(aggregate.Value, move.Deeper),
            Where = aggregate.Where is null ? null : Moved(aggregate.Where, move.Deeper),
        };
    }
}
