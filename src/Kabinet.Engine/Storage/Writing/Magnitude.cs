using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>
/// Upper bound of a number, in units of its scale. A number that always fits 64 bits needs no overflow check at run time.
/// </summary>
internal static class Magnitude
{
    // A stored number has at most 18 digits; a whole number may fill its 64 bits.
    private const decimal Stored = 1_000_000_000_000_000_000m;
    private const decimal Any = 9_223_372_036_854_775_808m;
    private const decimal Rows = 1_000_000_000_000m;

    public static bool Fits(decimal magnitude) => magnitude <= long.MaxValue;

    public static decimal Power(int digits) => digits == 0 ? 1 : 10 * Power(digits - 1);

    public static decimal Of(Expression number) => Math.Min(number switch
    {
        Constant { Value: long whole } => Math.Abs((decimal)whole),
        Constant { Value: decimal written } => Math.Abs(written) * Power(number.Type.Scale),
        FieldValue { Field: { IsStored: true, Type.Scale: > 0 } } => Stored,
        FieldValue { Field.Computed: { } computed } => Of(computed),
        Negate negative => Of(negative.Operand),
        Binary { Operator: Operator.Add or Operator.Subtract } sum =>
            AtScale(sum.Left, sum.Type.Scale) + AtScale(sum.Right, sum.Type.Scale),
        Binary { Operator: Operator.Multiply } product when product.Type.Scale == product.Left.Type.Scale + product.Right.Type.Scale =>
            Product(Of(product.Left), Of(product.Right)),
        Aggregate { Aggregation: Aggregation.Count } => Rows,
        Call { Function: Functions.Round } rounded when rounded.Type.Scale >= rounded.Arguments[0].Type.Scale =>
            AtScale(rounded.Arguments[0], rounded.Type.Scale),
        Call { Function: Functions.Length or Functions.Days or Functions.Month or Functions.Weekday or Functions.Year } => Rows,
        _ => Any,
    }, Any);

    private static decimal AtScale(Expression number, int scale) => Of(number) * Power(Math.Max(0, scale - number.Type.Scale));

    private static decimal Product(decimal left, decimal right) => left > 0 && right > Any / left ? Any : left * right;
}
