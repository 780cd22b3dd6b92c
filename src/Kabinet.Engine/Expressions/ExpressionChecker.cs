using Kabinet.Engine.Definitions;

namespace Kabinet.Engine.Expressions;

/// <summary>Turns the text of an expression into a checked tree.</summary>
public static class ExpressionChecker
{
    /// <summary>Parses and checks a text over a record of an entity, or over no record at all.</summary>
    /// <exception cref="ExpressionException">The text is wrong.</exception>
    public static Expression Check(string text, Entity? entity, ExpressionContext context) => throw new NotImplementedException();
}
