using Kabinet.Engine.Publishing;

namespace Kabinet.Engine.Expressions;

/// <summary>How scales of numbers combine.</summary>
internal static class Arithmetic
{
    /// <summary>No number has more digits after its point; a product that would is rounded, halves away from zero.</summary>
    public const int GreatestScale = 6;

    public static DataType Sum(DataType left, DataType right) => DataType.Number(Math.Max(left.Scale, right.Scale));

    public static DataType Product(DataType left, DataType right) => DataType.Number(Math.Min(left.Scale + right.Scale, GreatestScale));

    public static readonly DataType Quotient = DataType.Number(GreatestScale);

    /// <summary>A written number with as many digits as it needs: <c>5.00</c> is as whole as <c>5</c>.</summary>
    public static Constant Written(decimal number)
    {
        var scale = 0;
        while (decimal.Round(number, scale) != number) scale++;
        return Written(number, scale);
    }

    /// <summary>A number of a given scale: whole as <see cref="long"/>, else a decimal of exactly so many digits.</summary>
    public static Constant Written(decimal number, int scale)
    {
        var rounded = Math.Round(number, scale, MidpointRounding.AwayFromZero);
        return scale == 0 ? new(DataType.Whole, decimal.ToInt64(rounded)) : new(DataType.Number(scale), rounded + new decimal(0, 0, 0, false, (byte)scale));
    }
}
