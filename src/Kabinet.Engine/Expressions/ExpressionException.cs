using Kabinet.Engine.Words;

namespace Kabinet.Engine.Expressions;

/// <summary>The text of an expression is wrong.</summary>
public sealed class ExpressionException(Message reason, int position, string? suggestion = null)
    : Exception(Texts.Say(reason, Languages.OfLogs))
{
    /// <summary>The error message for the author.</summary>
    public Message Reason { get; } = reason;
    /// <summary>Zero-based position of the error in the text.</summary>
    public int Position { get; } = position;
    /// <summary>What the author probably meant, as an expression; null if there is no guess.</summary>
    public string? Suggestion { get; } = suggestion;
}
