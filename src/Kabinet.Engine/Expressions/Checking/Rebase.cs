namespace Kabinet.Engine.Expressions.Checking;

/// <summary>Moves an expression about one record to where that record is reached from: by references, from within collections.</summary>
internal static class Rebase
{
    /// <summary>The same expression, said of the record that the steps lead to.</summary>
    /// <param name="expression">About the record itself.</param>
    /// <param name="steps">References walked to the record.</param>
    /// <param name="outer">How many records out the walk starts.</param>
    public static Expression To(Expression expression, IReadOnlyList<Step> steps, int outer) =>
        steps.Count == 0 && outer == 0 ? expression : Moved(expression, new(steps, outer, 0));

    // Within a collection of the record, the record itself stands as many records out as collections are around.
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

    // All records of an entity are the same wherever they are asked from.
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
