using Kabinet.Engine.Expressions.Checking;
using Kabinet.Engine.Expressions.Parsing;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Expressions;

/// <summary>Turns the text of an expression into a checked tree.</summary>
public static class ExpressionChecker
{
    private const int LongestOfReader = 4_000, LargestOfReader = 200;
    private const int LongestOfDefinition = 40_000, LargestOfDefinition = 2_000;

    /// <summary>
    /// Parses and checks a text over a record of an entity, or over no record at all.
    /// <c>yes</c> and <c>no</c> as the whole text are conditions that always or never hold.
    /// </summary>
    /// <exception cref="ExpressionException">The text is wrong.</exception>
    public static Expression Check(string text, Entity? entity, ExpressionContext context)
    {
        var ofReader = context.RuleOfStep is not null;
        var (longest, largest) = ofReader ? (LongestOfReader, LargestOfReader) : (LongestOfDefinition, LargestOfDefinition);
        if (text.Length > longest) throw new ExpressionException(new("expression.too_long", longest), longest);
        var outer = context.Outer is null ? null : new Scope(context.Outer, null);
        var scope = entity is null ? outer : new(entity, outer);
        return new Checker(context, largest, new(context, LargestOfDefinition)).Whole(Parser.Parse(AsCondition(text)), scope);
    }

    /// <summary>Parses a condition that gets a name.</summary>
    /// <exception cref="ExpressionException">The text is wrong.</exception>
    internal static Syntax Parse(string text) =>
        text.Length > LongestOfDefinition
            ? throw new ExpressionException(new("expression.too_long", LongestOfDefinition), LongestOfDefinition)
            : Parser.Parse(AsCondition(text));

    /// <summary>Checks a named condition at its own place.</summary>
    /// <exception cref="ExpressionException">It is wrong.</exception>
    internal static Expression Check(NamedCondition condition, ExpressionContext context) =>
        new Conditions(context, LargestOfDefinition).Judge(condition).Expression;

    /// <summary>Every path of a condition over an entity, as it stands there.</summary>
    internal static IReadOnlyList<Mention> Mentions(Syntax condition, Entity entity, ExpressionContext context)
    {
        var conditions = new Conditions(context, LargestOfDefinition);
        var checker = new Checker(context with { Expected = DataType.YesNo }, LargestOfDefinition, conditions) { Mentions = [] };
        checker.Whole(condition, new(entity, null));
        return checker.Mentions;
    }

    private static string AsCondition(string text) => text.Trim() switch { "yes" => "true", "no" => "false", _ => text };
}
