using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Fields;

/// <summary>
/// Reads a number as people type it or copy it from a page of any language: <c>1 234,56 ₽</c>, <c>−1,234.56</c>. A text that two languages
/// read as different numbers is never guessed: the language of its reader decides, or a question is the answer.
/// </summary>
internal static partial class TypedNumber
{
    /// <summary>Digits of a group.</summary>
    private const int Group = 3;
    /// <summary>Digits before the decimal mark at most: decimal.Parse then neither rounds nor overflows.</summary>
    private const int MostDigits = 18;

    /// <returns>The question about an ambiguous number, or null; then <paramref name="number"/> is null for what is no number.</returns>
    public static Message? Read(string text, IEnumerable<string> units, int scale, Language? reader, out decimal? number)
    {
        var bare = WithoutUnit(Plain(text), units.Select(Plain));
        var (withMark, grouped) = (Number(Marked().IsMatch(bare), bare.Replace(" ", "", StringComparison.Ordinal).Replace(',', '.')),
            Number(Grouped().IsMatch(bare), bare.Replace(",", "", StringComparison.Ordinal)));
        number = withMark ?? grouped;
        if (withMark is not { } fraction) return null;
        if (grouped is { } whole) return Choose(bare, (fraction, whole), scale, reader, ref number);
        // Nobody writes three digits after the mark where fewer are kept: the mark is the sign of thousands in other countries.
        return scale < Group && PointedGroup().IsMatch(bare) ? Ask(fraction * 1000, fraction) : null;
    }

    /// <summary>True for a number of more digits than are ever kept.</summary>
    public static bool IsTooLong(string text, IEnumerable<string> units) =>
        WithoutUnit(Plain(text), units.Select(Plain)) is var bare && Digits().IsMatch(bare)
        && bare.TakeWhile(sign => sign is not ('.' or ',')).Count(char.IsAsciiDigit) > MostDigits;

    private static Message? Choose(string bare, (decimal Fraction, decimal Whole) read, int scale, Language? reader, ref decimal? number)
    {
        if (reader?.Numbers.NumberGroupSeparator == ",")
        {
            number = read.Whole;
            return null;
        }
        // A page shows a fraction without zeros at its end.
        return reader is not null && scale >= Group && !bare.EndsWith('0') ? null : Ask(read.Whole, read.Fraction);
    }

    private static Message Ask(decimal whole, decimal fraction) => new("field.ambiguous", whole, fraction);

    /// <summary>The text with one kind of space, one kind of minus and nothing invisible.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var character in text)
            if (VisibleText.IsBlank(character)) plain.Append(' ');
            else if (!VisibleText.IsInvisible(character)) plain.Append(character == '\u2212' ? '-' : character);
        return plain.ToString().Trim();
    }

    /// <summary>The number without the unit of its field, which pages show behind it or between the sign and the digits.</summary>
    private static string WithoutUnit(string text, IEnumerable<string> units)
    {
        foreach (var unit in units.Where(unit => unit.Length > 0))
            if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)) return text[..^unit.Length].TrimEnd();
            else if (text.TrimStart('-').StartsWith(unit, StringComparison.OrdinalIgnoreCase))
                return string.Concat(text.StartsWith('-') ? "-" : "", text.TrimStart('-')[unit.Length..].TrimStart());
        return text;
    }

    private static decimal? Number(bool matches, string text) => matches
        ? decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : null;

    // At most 18 digits before the decimal mark and 9 after it: decimal.Parse then neither rounds nor overflows.
    [GeneratedRegex(@"^[+-]? ?([0-9]{1,18}|[0-9]{1,3}( [0-9]{3}){1,5})([.,][0-9]{1,9})?$", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marked();

    [GeneratedRegex(@"^[+-]? ?[1-9][0-9]{0,2}(,[0-9]{3}){1,5}(\.[0-9]{1,9})?$", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Grouped();

    [GeneratedRegex(@"^[+-]? ?[0-9]+( [0-9]{3})*([.,][0-9]+)?$", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digits();

    [GeneratedRegex(@"^[+-]? ?[1-9][0-9]{0,2}\.[0-9]{3}$", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PointedGroup();

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
}
