using System.Globalization;
using System.Text;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Fields;

/// <summary>Normalises and validates text input of every kind.</summary>
internal static class InputText
{
    /// <summary>Trims the text, converts it to NFC and its line ends to <c>\n</c>; null if blank. Rejects control characters.</summary>
    /// <returns>The error message, or null if the text is valid.</returns>
    public static Message? Clean(object? input, bool multiline, out string? text)
    {
        text = null;
        if (input is null) return null;
        if (input is not string raw) return new("field.text");
        raw = raw.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Trim();
        if (!IsWellFormed(raw, multiline)) return new(multiline ? "field.characters" : "field.one_line");
        text = raw.Length == 0 ? null : raw.Normalize(NormalizationForm.FormC);
        return null;
    }

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

    // Bidirectional overrides can disguise a name as another one. U+FFFE and U+FFFF are not characters and break the XML of exports.
    private static bool IsForeign(char character, bool multiline) => character switch
    {
        '\n' or '\t' => !multiline,
        '\u2028' or '\u2029' or '\uFFFE' or '\uFFFF' => true,
        >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' => true,
        _ => char.GetUnicodeCategory(character) == UnicodeCategory.Control,
    };
}
