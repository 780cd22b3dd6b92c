using System.Globalization;
using System.Text;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Words;
using Kabinet.Web.Request;

namespace Kabinet.Web.Exports;

/// <summary>How a list is written as CSV.</summary>
/// <param name="Delimiter">What stands between cells.</param>
/// <param name="HasMark">A byte order mark comes first, by which Excel knows UTF-8.</param>
/// <param name="Cell">A cell of a record, by its column, in the form's own words; a text is made harmless afterwards.</param>
internal sealed record CsvForm(char Delimiter, bool HasMark, Func<Record, int, CsvCell> Cell)
{
    /// <summary>For programs: keys, ids, ISO days and moments, numbers with a point.</summary>
    public static readonly CsvForm Plain = new(',', HasMark: false, static (record, column) => CsvCell.Plain(record.Values[column]));

    /// <summary>
    /// For a person and his Excel: words and names, with the delimiter, decimal separator and format of days that Excel expects in the
    /// reader's language.
    /// Numbers stand without spaces and units, so that a sheet counts with them.
    /// </summary>
    public static CsvForm Human(RequestContext here) =>
        new(Languages.Of(here.Language).CsvDelimiter, HasMark: true, (record, column) => CsvCell.Human(here, record, column));

    public Encoding Encoding => new UTF8Encoding(HasMark);
}

/// <summary>A cell before it is written.</summary>
/// <param name="Text">Its text; empty for nothing.</param>
/// <param name="IsOurs">The platform made the text (a number, a day), so that nobody has put anything into it.</param>
internal readonly record struct CsvCell(string Text, bool IsOurs)
{
    // What makes a formula of a text where a cell begins with it.
    private static readonly System.Buffers.SearchValues<char> Formulas = System.Buffers.SearchValues.Create("=+-@\t\r\n");

    /// <summary>The text as a sheet may read it: what people wrote is never a formula.</summary>
    public string Harmless => IsOurs || Text.Length == 0 || !Formulas.Contains(Text[0]) ? Text : "'" + Text;

    public static CsvCell Plain(object? value) => ReferenceEquals(value, Record.Hidden) ? default : value switch
    {
        null => new("", IsOurs: true),
        bool answer => new(answer ? "true" : "false", IsOurs: true),
        DateOnly day => new(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), IsOurs: true),
        DateTime moment => new(moment.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), IsOurs: true),
        string text => new(text, IsOurs: false),
        IFormattable number => new(number.ToString(null, CultureInfo.InvariantCulture), IsOurs: true),
        _ => throw new InvalidOperationException($"A {value.GetType().Name} has no place in a sheet"),
    };

    public static CsvCell Human(RequestContext here, Record record, int column)
    {
        var (field, value) = (record.Shape.Columns[column].Field, record.Values[column]);
        if (ReferenceEquals(value, Record.Hidden) || value is null) return new("", IsOurs: true);
        if (record.Labels.Count > column && record.Labels[column] is { } label) return new(label, IsOurs: false);
        // The id of a record whose name is not for the reader tells him nothing.
        if (field.To is not null && field.Key != SystemFields.Id) return new("", IsOurs: true);
        return value switch
        {
            decimal number => new(NumberText(here, number), IsOurs: true),
            long number => new(number.ToString(CultureInfo.InvariantCulture), IsOurs: true),
            DateOnly day => new(day.ToString(DayOf(here), CultureInfo.InvariantCulture), IsOurs: true),
            DateTime moment => new(Local(here, moment).ToString(DayOf(here) + " HH:mm", CultureInfo.InvariantCulture), IsOurs: true),
            _ => new(field.Kind.Show(field, value, here.Culture, here.Zone), IsOurs: false),
        };
    }

    private static string NumberText(RequestContext here, decimal number) => number.ToString(CultureInfo.InvariantCulture)
        .Replace(".", Languages.Of(here.Language).Numbers.NumberDecimalSeparator, StringComparison.Ordinal);

    private static DateTime Local(RequestContext here, DateTime moment) => TimeZoneInfo.ConvertTimeFromUtc(moment, here.Zone);

    private static string DayOf(RequestContext here) => Languages.Of(here.Language).CsvDay;
}
