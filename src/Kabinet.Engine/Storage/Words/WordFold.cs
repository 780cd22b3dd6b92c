using System.Globalization;
using System.Text;

namespace Kabinet.Engine.Storage.Words;

/// <summary>
/// Normalizes a text for word search. The engine does it rather than the databases, so both give the same result. It unifies compatible and
/// composed forms, letter case, е and ё, the digits of every script, σ and ς, the kinds of i. Invisible characters are dropped.
/// </summary>
internal static class WordFold
{
    private const char DotAbove = '\u0307';

    /// <summary>Runs of letters, marks and digits, separated by single spaces.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in WellFormed(text).Normalize(NormalizationForm.FormKC).EnumerateRunes()) Append(folded, rune);
        return folded.ToString();
    }

    private static void Append(StringBuilder folded, Rune rune)
    {
        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.Format:
                break;
            case UnicodeCategory.DecimalDigitNumber:
                folded.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
                break;
            case UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark:
                // A mark needs a letter before it. Lower-case İ is i followed by a dot, which is dropped.
                if (folded.Length > 0 && folded[^1] != ' ' && !IsVariation(rune) && (rune.Value != DotAbove || folded[^1] != 'i'))
                    folded.Append(rune.ToString());
                break;
            case UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber:
                folded.Append(rune.ToString());
                break;
            default:
                if (!Rune.IsLetter(rune)) folded.Append(' ');
                else folded.Append(Letter(Rune.ToLowerInvariant(rune)));
                break;
        }
    }

    private static string Letter(Rune lower) => lower.Value switch
    {
        'ё' => "е",
        'ς' => "σ",
        'ß' or 'ẞ' => "ss",
        'İ' or 'ı' => "i",
        _ => lower.ToString(),
    };

    /// <summary>Variation selectors only choose the glyph of the character before.</summary>
    private static bool IsVariation(Rune rune) => rune.Value is >= 0xFE00 and <= 0xFE0F or >= 0xE0100 and <= 0xE01EF;

    /// <summary>Replaces unpaired surrogates by spaces.</summary>
    private static string WellFormed(string text)
    {
        StringBuilder? repaired = null;
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at])) continue;
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])) at++;
            else (repaired ??= new(text))[at] = ' ';
        }
        return repaired?.ToString() ?? text;
    }
}
