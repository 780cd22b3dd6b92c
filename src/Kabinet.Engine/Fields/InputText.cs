using System.Globalization;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Fields;

/// <summary>Normalises and validates text input of every kind.</summary>
internal static class InputText
{
    /// <summary>
    /// Cleans the text (<see cref="VisibleText"/>) and converts its line ends to <c>\n</c>; null if nothing of it is seen. Rejects control
    /// characters.
    /// </summary>
    /// <returns>The error message, or null if the text is valid.</returns>
    public static Message? Clean(object? input, bool multiline, out string? text)
    {
        text = null;
        if (input is null) return null;
        if (input is not string raw) return new("field.text");
        var lines = LineEnds(raw).Trim();
        if (!IsWellFormed(lines, multiline)) return new(multiline ? "field.characters" : "field.one_line");
        text = VisibleText.Of(lines) is { Length: > 0 } seen ? seen : null;
        return null;
    }

    /// <summary>
    /// Whether a text is what a browser sends back for a shown one: it ends lines with <c>\r\n</c>, drops the line end at the beginning of
    /// a text area, and all of them in an input of one line.
    /// </summary>
    public static bool IsSame(string text, string shown)
    {
        var (sent, held) = (LineEnds(text), LineEnds(shown));
        return sent == held || held.StartsWith('\n') && sent == held[1..]
            || held.Contains('\n', StringComparison.Ordinal) && sent == held.Replace("\n", "", StringComparison.Ordinal);
    }

    /// <summary>The text without the blanks and dashes that people write between digits.</summary>
    public static string DigitsOf(string text) =>
        string.Concat(text.Where(character => !VisibleText.IsBlank(character)
            && char.GetUnicodeCategory(character) != UnicodeCategory.DashPunctuation));

    private static string LineEnds(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    private static bool IsWellFormed(string text, bool multiline)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var character = text[at];
            if (char.IsHighSurrogate(character) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])) at++;
            else if (char.IsSurrogate(character) || IsForeign(character, multiline)) return false;
        }
        return true;
    }

    // U+FFFE and U+FFFF are not characters and break the XML of exports.
    private static bool IsForeign(char character, bool multiline) => character switch
    {
        '\n' or '\t' => !multiline,
        '\u2028' or '\u2029' or '\uFFFE' or '\uFFFF' => true,
        _ => char.GetUnicodeCategory(character) == UnicodeCategory.Control,
    };
}
