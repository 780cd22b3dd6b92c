using System.Text;

namespace Kabinet.Engine.Storage.Postgres;

/// <summary>Caches statements with <c>@p0</c> replaced by <c>$1</c>, so the driver need not parse each one again.</summary>
internal sealed class PostgresTexts
{
    private const int Most = 1_000;
    private const long MostCharacters = 4_000_000;
    private readonly BoundedCache<string, string> known = new(Most, StringComparer.Ordinal, static text => text.Length, MostCharacters);

    public string Positional(string text)
    {
        if (known.TryGet(text, out var positional)) return positional;
        positional = Rewrite(text);
        known.Set(text, positional);
        return positional;
    }

    /// <summary>Replaces the placeholders; quoted text stays as it is.</summary>
    internal static string Rewrite(string text)
    {
        var result = new StringBuilder(text.Length);
        var quote = '\0';
        for (var at = 0; at < text.Length; at++)
        {
            var next = text[at];
            if (quote != '\0' ? next == quote : next is '\'' or '"') quote = quote == '\0' ? next : '\0';
            if (quote != '\0' || next != '@' || !IsParameter(text, at)) { result.Append(next); continue; }
            var number = 0;
            for (at += 2; at < text.Length && char.IsAsciiDigit(text[at]); at++) number = number * 10 + (text[at] - '0');
            result.Append('$').Append(number + 1);
            at--;
        }
        return result.ToString();
    }

    private static bool IsParameter(string text, int at) => at + 2 < text.Length && text[at + 1] == 'p' && char.IsAsciiDigit(text[at + 2]);
}
