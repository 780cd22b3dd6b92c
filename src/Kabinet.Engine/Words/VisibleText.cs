using System.Globalization;
using System.Text;

namespace Kabinet.Engine.Words;

/// <summary>
/// Text as people see it: what nobody sees is not stored. Every text that a person or a program gives is cleaned here before it is kept,
/// so two texts that look alike are the same text.
/// </summary>
public static class VisibleText
{
    /// <summary>Marks that one letter may carry. Scripts need at most five; more only cover the lines around.</summary>
    private const int MostMarks = 6;
    private const int Joiner = 0x200D, NonJoiner = 0x200C, TextStyle = 0xFE0E, EmojiStyle = 0xFE0F, Keycap = 0x20E3, BlackFlag = 0x1F3F4;

    /// <summary>Characters that draw nothing: format characters, fillers, variation selectors, tags.</summary>
    internal static IReadOnlyList<(int First, int Last)> Invisible { get; } =
    [
        (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F),
        (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB),
        (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
    ];

    /// <summary>Characters that are drawn as a blank.</summary>
    internal static IReadOnlyList<(int First, int Last)> Blank { get; } =
    [
        (0x0009, 0x000D), (0x0020, 0x0020), (0x0085, 0x0085), (0x00A0, 0x00A0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029),
        (0x202F, 0x202F), (0x205F, 0x205F), (0x2800, 0x2800), (0x3000, 0x3000),
    ];

    /// <summary>
    /// The text in NFC without invisible characters, without blanks around it, and with a bounded number of marks on a letter; empty when
    /// nothing of it is seen. Joiners and variation selectors stay where they change what is drawn: within emoji and within words of
    /// scripts that join. Half of a surrogate pair becomes U+FFFD.
    /// </summary>
    public static string Of(string text)
    {
        var plain = IsPlain(text) ? text : Kept(text);
        var (start, end) = (0, plain.Length);
        while (start < end && IsBlank(plain[start])) start++;
        while (end > start && IsBlank(plain[end - 1])) end--;
        return plain[start..end].Normalize(NormalizationForm.FormC);
    }

    internal static bool IsInvisible(int character) => IsIn(Invisible, character);

    internal static bool IsBlank(int character) => IsIn(Blank, character);

    /// <summary>Nothing below U+0300 but the soft hyphen is invisible or a mark, and neither is any Cyrillic letter.</summary>
    private static bool IsPlain(string text)
    {
        foreach (var character in text)
            if (character is '\u00AD' or >= '\u0300' and (< '\u0400' or > '\u0482') and (< '\u2010' or > '\u2027')) return false;
        return true;
    }

    private static string Kept(string text)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        var (kept, last, marks) = (new StringBuilder(text.Length), default(Rune?), 0);
        for (var at = 0; at < runes.Length; at++)
        {
            var rune = runes[at];
            if (IsInvisible(rune.Value) && !(last is { } before && IsMeant(rune, before, at + 1 < runes.Length ? runes[at + 1] : default)))
                continue;
            marks = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (marks > MostMarks) continue;
            kept.Append(rune.ToString());
            last = rune;
        }
        return kept.ToString();
    }

    /// <summary>Whether an invisible character changes what is drawn between its neighbours.</summary>
    private static bool IsMeant(Rune rune, Rune before, Rune after) => rune.Value switch
    {
        Joiner => IsPictorial(before) && IsPictorial(after) || Joins(before) && Joins(after),
        NonJoiner => Joins(before) && Joins(after),
        TextStyle or EmojiStyle => IsPictorial(before) && before.Value is not (TextStyle or EmojiStyle) || after.Value == Keycap,
        // Flags of regions are a black flag and tags.
        >= 0xE0020 and <= 0xE007F => before.Value is BlackFlag or >= 0xE0020 and <= 0xE007F,
        // Variants of ideographs and of Mongolian letters.
        >= 0xE0100 and <= 0xE01EF => Rune.GetUnicodeCategory(before) == UnicodeCategory.OtherLetter,
        >= 0x180B and <= 0x180F => before.Value is >= 0x1820 and <= 0x18AF,
        _ => false,
    };

    private static bool IsPictorial(Rune rune) => rune.Value is EmojiStyle or TextStyle or Keycap
        || rune.Value > 0x7F && Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol
            or UnicodeCategory.ModifierSymbol or UnicodeCategory.OtherPunctuation;

    /// <summary>A letter or mark of a script whose letters join: Arabic and its neighbours, those of India, Mongolian.</summary>
    private static bool Joins(Rune rune) => rune.Value is >= 0x0600 and <= 0x0DFF or >= 0x0F00 and <= 0x109F or >= 0x1780 and <= 0x18AF
        or >= 0xA840 and <= 0xABFF or >= 0xFB50 and <= 0xFDFF or >= 0xFE70 and <= 0xFEFC or >= 0x10A00 and <= 0x11FFF;

    private static bool IsIn(IReadOnlyList<(int First, int Last)> ranges, int character)
    {
        for (var i = 0; i < ranges.Count && ranges[i].First <= character; i++)
            if (character <= ranges[i].Last) return true;
        return false;
    }
}
