using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Storage;

/// <summary>
/// Conversion between decimals and integers of a fixed scale. Halves round away from zero; a number that does not fit overflows.
/// </summary>
internal static class Exact
{
    private static readonly long[] Powers = [.. Enumerable.Range(0, 19).Select(power => (long)Math.Pow(10, power))];
    private static readonly decimal[] Zeros = [.. Enumerable.Range(0, 19).Select(scale => new decimal(0, 0, 0, false, (byte)scale))];

    /// <summary>A value as a column of a type keeps it: numbers rounded to its digits, halves away from zero; whole milliseconds.</summary>
    public static object? Fit(object? value, DataType type) => (type.Kind, value) switch
    {
        (ValueKind.Number, decimal number) when type.Scale == 0 => ToUnits(number, 0),
        (ValueKind.Number, decimal number) => AtScale(number, type.Scale),
        (ValueKind.Number, long number) when type.Scale > 0 => AtScale(number, type.Scale),
        (ValueKind.DateTime, DateTime moment) => ToMilliseconds(moment),
        _ => value,
    };

    /// <summary>Ten to a power.</summary>
    public static long Power(int power) => Powers[power];

    /// <summary>The number in units of 10⁻ˢᶜᵃˡᵉ.</summary>
    public static long ToUnits(decimal number, int scale)
    {
        try { return decimal.ToInt64(Math.Round(number * Powers[scale], 0, MidpointRounding.AwayFromZero)); }
        catch (OverflowException overflow) { throw new NumberOverflowException(overflow); }
    }

    /// <summary>A whole number in units of 10⁻ˢᶜᵃˡᵉ.</summary>
    public static long ToUnits(long number, int scale) => ToUnits((decimal)number, scale);

    /// <summary>Units of 10⁻ˢᶜᵃˡᵉ as a number.</summary>
    public static decimal FromUnits(long units, int scale)
    {
        var magnitude = units < 0 ? (ulong)-(units + 1) + 1 : (ulong)units;
        return new((int)(uint)magnitude, (int)(uint)(magnitude >> 32), 0, units < 0, (byte)scale);
    }

    /// <summary>The same number with exactly <paramref name="scale"/> digits after the point.</summary>
    public static decimal AtScale(decimal number, int scale) =>
        number.Scale == scale ? number : number.Scale < scale ? number + Zeros[scale]
            : Math.Round(number, scale, MidpointRounding.AwayFromZero);

    /// <summary>The moment truncated to whole milliseconds, in UTC.</summary>
    public static DateTime ToMilliseconds(DateTime moment)
    {
        var utc = moment.Kind == DateTimeKind.Local ? moment.ToUniversalTime() : moment;
        return new(utc.Ticks - utc.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
    }
}
