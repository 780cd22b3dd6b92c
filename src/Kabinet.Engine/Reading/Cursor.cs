using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage.Writing;

namespace Kabinet.Engine.Reading;

/// <summary>
/// The place in an order where a page ended: the values of its sort keys. A forged cursor is harmless, because the row rule still
/// applies.
/// </summary>
internal static class Cursor
{
    private const int LongestCursor = 4_000;

    public static string Write(IReadOnlyList<object?> keys) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(keys.Select(Text)));

    /// <exception cref="QueryException">The text is not a cursor of this order.</exception>
    public static object?[] Read(string cursor, IReadOnlyList<SortKey> order)
    {
        try
        {
            if (cursor.Length > LongestCursor) throw new FormatException();
            var texts = JsonSerializer.Deserialize<string?[]>(Base64Url.DecodeFromChars(cursor));
            if (texts is null || texts.Length != order.Count || texts[^1] is null) throw new FormatException();
            return [.. texts.Select((text, index) => Value(text, order[index].Value.Type))];
        }
        catch (Exception broken) when (broken is FormatException or JsonException or OverflowException or ArgumentException)
        {
            throw new QueryException("after", new("query.broken_cursor"));
        }
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        DateTime moment => moment.Ticks.ToString(CultureInfo.InvariantCulture),
        DateOnly day => day.DayNumber.ToString(CultureInfo.InvariantCulture),
        bool answer => answer ? "1" : "0",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static object? Value(string? text, DataType type) => text is null ? null : type.Kind switch
    {
        ValueKind.Number when type.Scale > 0 => Kept(decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture), type.Scale),
        ValueKind.Number or ValueKind.Reference => long.Parse(text, CultureInfo.InvariantCulture),
        ValueKind.DateTime => new DateTime(long.Parse(text, CultureInfo.InvariantCulture), DateTimeKind.Utc),
        ValueKind.Date => DateOnly.FromDayNumber(int.Parse(text, CultureInfo.InvariantCulture)),
        ValueKind.YesNo => text is "0" or "1" ? text == "1" : throw new FormatException(),
        _ => text.Contains('\0', StringComparison.Ordinal) ? throw new FormatException() : text,
    };

    // A number is kept in 64 bits, in units of its scale; a greater one would fail only in the database.
    private static decimal Kept(decimal number, int scale) =>
        Magnitude.Fits(Math.Abs(number) * Magnitude.Power(scale)) ? number : throw new FormatException();
}
