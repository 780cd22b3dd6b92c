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
        return new Checker(context, largest).Whole(Parser.Parse(AsCondition(text)), entity is null ? outer : new(entity, outer));
    }

    private static string AsCondition(string text) => text.Trim() switch { "yes" => "true", "no" => "false", _ => text };
}
