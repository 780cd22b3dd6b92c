using Kabinet.Engine.Expressions.Checking;
using Kabinet.Engine.Expressions.Parsing;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Expressions;

/// <summary>Parses the text of an expression and checks its names and types.</summary>
public static class ExpressionChecker
{
    private const int LongestOfReader = 4_000, LargestOfReader = 200;
    private const int LongestOfDefinition = 40_000, LargestOfDefinition = 2_000;

    /// <summary>
    /// Parses and checks an expression over a record of an entity, or without a record.
    /// The texts <c>yes</c> and <c>no</c> mean <c>true</c> and <c>false</c>.
    /// </summary>
    /// <exception cref="ExpressionException">The text is not a valid expression.</exception>
    public static Expression Check(string text, Entity? entity, ExpressionContext context)
    {
        var ofReader = context.RuleOfStep is not null;
        var (longest, largest) = ofReader ? (LongestOfReader, LargestOfReader) : (LongestOfDefinition, LargestOfDefinition);
        if (text.Length > longest) throw new ExpressionException(new("expression.too_long", longest), longest);
        var outer = context.Outer is null ? null : new Scope(context.Outer, null);
        var scope = entity is null ? outer : new(entity, outer);
        var whole = new Checker(context, largest, new(context, LargestOfDefinition)).Whole(Parser.Parse(AsCondition(text)), scope);
        return scope is null ? whole : Shown(whole, context.Shown(scope.Entity, scope.Touched));
    }

    /// <summary>A value of rows that show what it is made of; a condition is false, another value null, for the other rows.</summary>
    private static Expression Shown(Expression whole, Expression rule) =>
        rule == Expression.True ? whole : whole.Type.Kind == ValueKind.YesNo ? Expression.And(rule, whole)
            : new Case(whole.Type, [(rule, whole)], new Constant(whole.Type, null));

    /// <summary>Parses a named condition without checking it.</summary>
    /// <exception cref="ExpressionException">The text cannot be parsed.</exception>
    internal static Syntax Parse(string text) =>
        text.Length > LongestOfDefinition
            ? throw new ExpressionException(new("expression.too_long", LongestOfDefinition), LongestOfDefinition)
            : Parser.Parse(AsCondition(text));

    /// <summary>Checks a named condition on its own entity.</summary>
    /// <exception cref="ExpressionException">The condition is not valid.</exception>
    internal static Expression Check(NamedCondition condition, ExpressionContext context) =>
        new Conditions(context, LargestOfDefinition).Judge(condition).Expression;

    /// <summary>Every path that a valid condition contains.</summary>
    internal static IReadOnlyList<Mention> Mentions(Syntax condition, Entity entity, ExpressionContext context)
    {
        var conditions = new Conditions(context, LargestOfDefinition);
        var checker = new Checker(context with { Expected = DataType.YesNo }, LargestOfDefinition, conditions) { Mentions = [] };
        checker.Whole(condition, new(entity, null));
        return checker.Mentions;
    }

    private static string AsCondition(string text) => text.Trim() switch { "yes" => "true", "no" => "false", _ => text };
}
