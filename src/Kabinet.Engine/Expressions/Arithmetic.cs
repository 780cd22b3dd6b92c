namespace Kabinet.Engine.Expressions;

/// <summary>Scales of the results of arithmetic.</summary>
internal static class Arithmetic
{
    /// <summary>Maximum number of digits after the decimal point. A product with more digits is rounded, half away from zero.</summary>
    public const int GreatestScale = 6;

    public static DataType Sum(DataType left, DataType right) => DataType.Number(Math.Max(left.Scale, right.Scale));

    public static DataType Product(DataType left, DataType right) => DataType.Number(Math.Min(left.Scale + right.Scale, GreatestScale));

    public static readonly DataType Quotient = DataType.Number(GreatestScale);

    /// <summary>A number literal with the smallest scale that keeps its value: <c>5.00</c> has scale 0, like <c>5</c>.</summary>
    public static Constant Written(decimal number)
    {
        var scale = 0;
        while (decimal.Round(number, scale) != number) scale++;
        return Written(number, scale);
    }

    /// <summary>A number literal rounded to a scale: a <see cref="long"/> at scale 0, otherwise a decimal with that many digits.</summary>
    public static Constant Written(decimal number, int scale)
    {
        var rounded = Math.Round(number, scale, MidpointRounding.AwayFromZero);
        return scale == 0 ? new(DataType.Whole, decimal.ToInt64(rounded))
            : new(DataType.Number(scale), rounded + new decimal(0, 0, 0, false, (byte)scale));
    }
}
