using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>
/// Exact arithmetic and text functions that SQLite lacks; registered on every connection. A number that does not fit is an error, never
/// floating point.
/// </summary>
internal static class SqliteArithmetic
{
    /// <summary>Error message of a number that does not fit; SQLite passes on only the message.</summary>
    public const string TooLong = "A number has more than 18 digits";
    private const string Iso = "yyyy-MM-dd";
    private static readonly Int128[] Powers = [.. Enumerable.Range(0, 19).Select(power => (Int128)Magnitude.Power(power))];

    public static void Register(SqliteConnection connection)
    {
        connection.CreateFunction<long?, long?, long?>("exact_add", static (left, right) =>
            Narrow((Int128?)left + right), isDeterministic: true);
        connection.CreateFunction<long?, long?, long?>("exact_subtract", static (left, right) =>
            Narrow((Int128?)left - right), isDeterministic: true);
        connection.CreateFunction<long?, long?, long, long?>("exact_multiply", static (left, right, surplus) =>
            Narrow(Rounded((Int128?)left * right, Powers[surplus])), isDeterministic: true);
        connection.CreateFunction<long?, long?, long, long?>("exact_divide", static (left, right, digits) =>
            right == 0 ? null : Narrow(Rounded((Int128?)left * Powers[digits], right)), isDeterministic: true);
        connection.CreateFunction<long?, long, long?>("exact_rescale", static (number, digits) =>
            Rescale(number, (int)digits), isDeterministic: true);
        // İ and ı are the letters without a case of their own outside Turkish; ß is the one letter of our languages that becomes two.
        connection.CreateFunction<string?, string?>("lower_text", static text =>
            text?.Replace('İ', 'i').ToLowerInvariant(), isDeterministic: true);
        connection.CreateFunction<string?, string?>("upper_text", static text =>
            text?.Replace("ß", "SS", StringComparison.Ordinal).Replace('ı', 'I').ToUpperInvariant(), isDeterministic: true);
        connection.CreateFunction<long?, string, string?>("day_in", static (moment, zone) => Day(moment, zone), isDeterministic: true);
        connection.CreateFunction<string?, long?, string?>("add_days", static (day, days) => AddDays(day, days), isDeterministic: true);
        connection.CreateFunction<string?, long?, string?>("add_months", static (day, months) =>
            AddMonths(day, months), isDeterministic: true);
        connection.CreateFunction("greatest_of", static arguments => Best(arguments, sign: 1), isDeterministic: true);
        connection.CreateFunction("least_of", static arguments => Best(arguments, sign: -1), isDeterministic: true);
    }

    internal static long? Rescale(long? number, int digits) =>
        Narrow(digits < 0 ? Rounded(number, Powers[-digits]) : (Int128?)number * Powers[digits]);

    private static Int128? Rounded(Int128? number, Int128? by)
    {
        if (number is not { } dividend || by is not { } divisor) return null;
        var (quotient, remainder) = Int128.DivRem(Int128.Abs(dividend), Int128.Abs(divisor));
        if (remainder * 2 >= Int128.Abs(divisor)) quotient++;
        return Int128.IsNegative(dividend) != Int128.IsNegative(divisor) ? -quotient : quotient;
    }

    private static long? Narrow(Int128? number) => number is not { } exact ? null
        : exact >= long.MinValue && exact <= long.MaxValue ? (long)exact : throw new OverflowException(TooLong);

    private static string? Day(long? moment, string zone) => moment is not { } milliseconds ? null
        : TimeZoneInfo.ConvertTimeFromUtc(DateTime.UnixEpoch.AddMilliseconds(milliseconds), TimeZoneInfo.FindSystemTimeZoneById(zone))
            .ToString(Iso, CultureInfo.InvariantCulture);

    // The built-in function returns null beyond the year 9999, which would look like no day.
    private static string? AddDays(string? day, long? days)
    {
        if (day is null || days is not { } distance) return null;
        var number = DateOnly.ParseExact(day, Iso, CultureInfo.InvariantCulture).DayNumber + (Int128)distance;
        return number >= DateOnly.MinValue.DayNumber && number <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)number).ToString(Iso, CultureInfo.InvariantCulture) : throw new OverflowException(TooLong);
    }

    // The built-in function goes on into the next month where a month is too short.
    private static string? AddMonths(string? day, long? months)
    {
        if (day is null || months is not { } distance) return null;
        var from = DateOnly.ParseExact(day, Iso, CultureInfo.InvariantCulture);
        var month = from.Year * 12 + from.Month - 1 + (Int128)distance;
        return month >= 12 && month < (DateOnly.MaxValue.Year + 1) * 12
            ? from.AddMonths((int)distance).ToString(Iso, CultureInfo.InvariantCulture) : throw new OverflowException(TooLong);
    }

    // All arguments have one type: whole units, milliseconds, or days as ISO text.
    private static object? Best(object?[] arguments, int sign)
    {
        object? best = null;
        foreach (var argument in arguments)
            if (argument is not (null or DBNull) && (best is null || Compare(argument, best) * sign > 0)) best = argument;
        return best;
    }

    private static int Compare(object left, object right) =>
        left is long number ? number.CompareTo((long)right) : string.CompareOrdinal((string)left, (string)right);
}
