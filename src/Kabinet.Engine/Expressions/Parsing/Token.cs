namespace Kabinet.Engine.Expressions.Parsing;

internal enum TokenKind { Name, Number, Duration, Text, Parameter, Symbol, End }

/// <summary>One token of an expression. <see cref="Value"/> is the value of a number, text or duration literal.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Position, object? Value = null)
{
    public bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public bool IsWord(string keyword) => Kind == TokenKind.Name && string.Equals(Text, keyword, StringComparison.OrdinalIgnoreCase);
}
