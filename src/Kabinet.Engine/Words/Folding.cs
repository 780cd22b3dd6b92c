using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Kabinet.Engine.Words;

/// <summary>
/// The one rule of which texts are equal to people: for search, filters, order, unique fields and the names to sign in by. SQLite calls
/// this code. PostgreSQL has functions made from the same tables of characters; a test compares both over the whole of Unicode.
/// </summary>
internal static class Folding
{
    /// <summary>Version of the rule; an index of folded texts built by another version is built again.</summary>
    public const int Version = 2;

    /// <summary>How many digits a number has in <see cref="Natural"/>.</summary>
    public const int NaturalDigits = 16;

    private const char DotAbove = '\u0307';

    /// <summary>Single letters that fold to something else than their lower case.</summary>
    internal static FrozenDictionary<char, string> Letters { get; } = new Dictionary<char, string>
    {
        ['ё'] = "е", ['Ё'] = "е", ['ς'] = "σ", ['ß'] = "ss", ['ẞ'] = "ss", ['İ'] = "i", ['ı'] = "i",
    }.ToFrozenDictionary();

    /// <summary>Cyrillic and Greek letters that look like Latin ones, folded, and the Latin ones in the same order.</summary>
    internal static (string Alike, string Latin) Lookalikes { get; } = ("аекорсухіјѕԁһӏԛԝүαικνορυχ", "aekopcyxijsdhlqwyaikvopux");

    /// <summary>Digits of all scripts but our own, ten of each in order.</summary>
    internal static string ForeignDigits { get; } = string.Concat(Enumerable.Range(0x80, 0x10FFFF - 0x7F)
        .Where(code => CharUnicodeInfo.GetUnicodeCategory(code) == UnicodeCategory.DecimalDigitNumber)
        .Select(code => new Rune(code).ToString()));

    /// <summary>
    /// The text in NFKC and lower case without invisible characters; е for ё, digits of every script as 0–9, any run of blanks as one
    /// space, σ for ς, ss for ß, i for every kind of i.
    /// </summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in Seen(text).Normalize(NormalizationForm.FormKC).EnumerateRunes()) Append(folded, rune);
        return folded.ToString();
    }

    /// <summary>
    /// The folded text with every number filled up with zeros, so that A2 comes before A10. A number of more digits keeps them all.
    /// </summary>
    public static string Natural(string text)
    {
        var (folded, natural) = (Fold(text), new StringBuilder());
        for (var at = 0; at < folded.Length;)
        {
            var end = at;
            while (end < folded.Length && char.IsAsciiDigit(folded[end])) end++;
            if (end == at) { natural.Append(folded[at++]); continue; }
            while (end - at > NaturalDigits && folded[at] == '0') at++;
            natural.Append('0', Math.Max(0, NaturalDigits - (end - at))).Append(folded, at, end - at);
            at = end;
        }
        return natural.ToString();
    }

    /// <summary>The folded text with letters that look Latin as Latin ones: two names are taken for one where this is the same.</summary>
    public static string Lookalike(string text) => string.Concat(Fold(text).Select(static character =>
        Lookalikes.Alike.IndexOf(character, StringComparison.Ordinal) is >= 0 and var at ? Lookalikes.Latin[at] : character));

    private static void Append(StringBuilder folded, Rune rune)
    {
        if (VisibleText.IsBlank(rune.Value))
        {
            if (folded.Length == 0 || folded[^1] != ' ') folded.Append(' ');
        }
        else if (rune.Value == DotAbove && folded.Length > 0 && folded[^1] == 'i') { }
        else if (rune.IsBmp && Letters.TryGetValue((char)rune.Value, out var letter)) folded.Append(letter);
        else if (rune.Value > 0x7F && Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
            folded.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
        else folded.Append(Rune.ToLowerInvariant(rune).ToString());
    }

    /// <summary>The text without invisible characters. Unpaired surrogates, which no database keeps, become blanks.</summary>
    private static string Seen(string text)
    {
        var at = 0;
        while (at < text.Length && !char.IsSurrogate(text[at]) && !VisibleText.IsInvisible(text[at])) at++;
        if (at == text.Length) return text;
        var seen = new StringBuilder(text.Length);
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            var isWhole = Rune.DecodeFromUtf16(rest, out var rune, out var length) == System.Buffers.OperationStatus.Done;
            if (!isWhole) seen.Append(' ');
            else if (!VisibleText.IsInvisible(rune.Value)) seen.Append(rest[..length]);
            rest = rest[length..];
        }
        return seen.ToString();
    }
}
