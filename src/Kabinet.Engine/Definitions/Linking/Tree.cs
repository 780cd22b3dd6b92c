using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Definitions.Linking;

/// <summary>Walks an expression.</summary>
internal static class Tree
{
    /// <summary>The expression and everything in it.</summary>
    public static IEnumerable<Expression> Of(Expression root)
    {
        var waiting = new Stack<Expression>([root]);
        while (waiting.TryPop(out var next))
        {
            yield return next;
            foreach (var part in PartsOf(next)) waiting.Push(part);
        }
    }

    private static IEnumerable<Expression> PartsOf(Expression expression) => expression switch
    {
        FieldValue field => Rules(field.Steps),
        Binary binary => [binary.Left, binary.Right],
        Not not => [not.Operand],
        Negate negate => [negate.Operand],
        In among => among.Options.Prepend(among.Operand),
        IsNull empty => [empty.Operand],
        Like like => [like.Operand, like.Pattern],
        Case branches => branches.Branches.SelectMany(branch => new[] { branch.When, branch.Then }).Append(branches.Else),
        Call call => call.Arguments,
        Aggregate aggregate => Rules(aggregate.Steps).Concat(new[] { aggregate.Value, aggregate.Where }.OfType<Expression>()),
        _ => [],
    };

    private static IEnumerable<Expression> Rules(IEnumerable<Step> steps) => steps.Select(step => step.Rule).OfType<Expression>();
}
