using System.Globalization;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Fields;

/// <summary>A calendar day.</summary>
internal sealed class DateKind : FieldKind
{
    internal const int FirstYear = 1800;
    internal const int LastYear = 2200;

    internal static readonly string[] Formats = ["yyyy-MM-dd", "d.M.yyyy", "d.M.yy", "d/M/yyyy", "d-M-yyyy"];

    public override string Name => "date";

    public override IReadOnlyList<string> Options => ["late"];

    public override DataType TypeOf(FieldDefinition definition) => DataType.Date;

    public override Message? Accept(Field field, object? input, out object? value)
    {
        value = null;
        if (input is null || input is string blank && string.IsNullOrWhiteSpace(blank)) return null;
        if (Parse(input) is not { } date) return new("field.date");
        if (date.Year is < FirstYear or > LastYear)
            return new("field.year", FirstYear.ToString(CultureInfo.InvariantCulture), LastYear.ToString(CultureInfo.InvariantCulture));
        value = date;
        return null;
    }

    public override string Show(Field field, object? value, CultureInfo culture, TimeZoneInfo zone) =>
        value is DateOnly date ? Show(date, culture) : "";

    public override string Edit(Field field, object? value, TimeZoneInfo zone) =>
        value is DateOnly date ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";

    /// <summary>The date in its display format: <c>21 ноя 2026</c>.</summary>
    internal static string Show(DateOnly date, CultureInfo culture)
    {
        var month = Texts.Month(date.Month, culture.TwoLetterISOLanguageName);
        return $"{date.Day}\u00A0{month}\u00A0{date.Year}";
    }

    /// <summary>A date as a page of any language shows it (<c>21 ноя 2026</c>), and what follows it, with the date in figures.</summary>
    internal static string InFigures(string text)
    {
        var plain = VisibleText.Of(text).Replace('\u00A0', ' ');
        if (plain.Split(' ', 3) is not [var day, var month, { Length: >= 4 } rest]) return plain;
        var number = Enumerable.Range(1, 12).FirstOrDefault(candidate => Languages.Keys.Any(language =>
            string.Equals(Texts.Month(candidate, language), month, StringComparison.OrdinalIgnoreCase)));
        return number == 0 ? plain : $"{day}.{number}.{rest}";
    }

    private static DateOnly? Parse(object input) => input switch
    {
        DateOnly date => date,
        string text when DateOnly.TryParseExact(InFigures(text), Formats, CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var date) => date,
        _ => null,
    };
}
