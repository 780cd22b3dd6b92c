namespace Kabinet.Engine.Expressions.Parsing;

internal enum TokenKind { Name, Number, Duration, Text, Parameter, Symbol, End }

/// <summary>One word of an expression. <see cref="Value"/> is the number, length of time or text that it stands for.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Position, object? Value = null)
{
    public bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public bool IsWord(string keyword) => Kind == TokenKind.Name && string.Equals(Text, keyword, StringComparison.OrdinalIgnoreCase);
}
