using System.Globalization;
using System.Text;

namespace Kabinet.Engine.Expressions.Parsing;

/// <summary>Splits the text of an expression into tokens.</summary>
internal sealed class Tokenizer(string text)
{
    private const int LongestNumber = 18;
    private static readonly string[] Symbols = ["<>", "<=", ">=", "=", "<", ">", "+", "-", "*", "/", "(", ")", ",", "."];
    private int at;

    public static List<Token> Cut(string text)
    {
        var tokenizer = new Tokenizer(text);
        var tokens = new List<Token>();
        do tokens.Add(tokenizer.Next());
        while (tokens[^1].Kind != TokenKind.End);
        return tokens;
    }

    private Token Next()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        if (at == text.Length) return new(TokenKind.End, "", at);
        return text[at] switch
        {
            '\'' => Quoted(),
            '@' => Parameter(),
            >= '0' and <= '9' => Number(),
            var first when IsNameStart(first) => Name(),
            _ => Symbol(),
        };
    }

    private Token Name()
    {
        var start = at;
        return new(TokenKind.Name, Word(), start);
    }

    private string Word()
    {
        var start = at;
        while (at < text.Length && IsNamePart(text[at])) at++;
        return text[start..at];
    }

    private Token Parameter()
    {
        var start = at++;
        if (at == text.Length || !IsNameStart(text[at])) throw new ExpressionException(new("expression.parameter_name"), start, "@me");
        return new(TokenKind.Parameter, Word(), start);
    }

    private Token Quoted()
    {
        var start = at++;
        var content = new StringBuilder();
        while (at < text.Length)
        {
            if (text[at] == '\0') throw new ExpressionException(new("expression.character", "\\0"), at);
            if (text[at] != '\'') { content.Append(text[at++]); continue; }
            if (++at < text.Length && text[at] == '\'') { content.Append(text[at++]); continue; }
            return new(TokenKind.Text, text[start..at], start, content.ToString());
        }
        throw new ExpressionException(new("expression.unclosed_text"), start);
    }

    private Token Number()
    {
        var start = at;
        Digits();
        if (at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1]))
        {
            at++;
            Digits();
        }
        if (at < text.Length && IsNameStart(text[at])) return Duration(start);
        var digits = text[start..at];
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        if (digits.Length - (point < 0 ? 0 : 1) > LongestNumber || point >= 0 && digits.Length - point - 1 > Arithmetic.GreatestScale)
            throw new ExpressionException(new("expression.number", LongestNumber, Arithmetic.GreatestScale), start);
        return new(TokenKind.Number, digits, start, decimal.Parse(digits, CultureInfo.InvariantCulture));
    }

    private void Digits()
    {
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
    }

    private Token Duration(int start)
    {
        var digits = text[start..at];
        var unit = Word();
        var length = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 100_000 ? unit switch
        {
            "m" => TimeSpan.FromMinutes(count),
            "h" => TimeSpan.FromHours(count),
            "d" => TimeSpan.FromDays(count),
            _ => (TimeSpan?)null,
        } : null;
        return new(TokenKind.Duration, digits + unit, start,
            length ?? throw new ExpressionException(new("expression.duration", digits + unit), start));
    }

    private Token Symbol()
    {
        var start = at;
        if (Symbols.FirstOrDefault(symbol => string.CompareOrdinal(text, start, symbol, 0, symbol.Length) == 0) is not { } found)
            throw new ExpressionException(text.AsSpan(at).StartsWith("||") ? new("expression.bars")
                : new("expression.character", char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? text.Substring(at, 2)
                : text[at].ToString()), at, Meant(text[at]));
        at += found.Length;
        return new(TokenKind.Symbol, found, start);
    }

    private string? Meant(char symbol) => symbol switch
    {
        '!' => at + 1 < text.Length && text[at + 1] == '=' ? "<>" : "not",
        '"' or '«' or '`' or '“' or '‘' => "'…'",
        '&' => "and",
        '|' => "or",
        _ => null,
    };

    private static bool IsNameStart(char symbol) => char.IsAsciiLetter(symbol) || symbol == '_';

    private static bool IsNamePart(char symbol) => IsNameStart(symbol) || char.IsAsciiDigit(symbol);
}
