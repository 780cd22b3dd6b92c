using Kabinet.Engine.Words;

namespace Kabinet.Engine.Expressions;

/// <summary>An expression text is wrong: what, where, and what was probably meant.</summary>
public sealed class ExpressionException(Message reason, int position, string? suggestion = null) : Exception(Texts.Say(reason, "en"))
{
    /// <summary>What is wrong, for a person.</summary>
    public Message Reason { get; } = reason;
    /// <summary>Place in the text, from zero.</summary>
    public int Position { get; } = position;
    /// <summary>What was probably meant, as it would be written in the expression; null where no guess is possible.</summary>
    public string? Suggestion { get; } = suggestion;
}
