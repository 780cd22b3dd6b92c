using Kabinet.Engine.Expressions.Parsing;

namespace Kabinet.Engine.Expressions.Checking;

/// <summary>The aggregate functions by name, with their parameters and result types.</summary>
internal static class Aggregates
{
    private static readonly Dictionary<string, Aggregation> All = new(StringComparer.OrdinalIgnoreCase)
    {
        ["count"] = Aggregation.Count, ["exists"] = Aggregation.Exists, ["max"] = Aggregation.Max, ["min"] = Aggregation.Min,
            ["sum"] = Aggregation.Sum,
    };

    public static IEnumerable<string> Names => All.Keys;

    public static Aggregation? Find(string name) => All.TryGetValue(name, out var aggregation) ? aggregation : null;

    /// <summary>The value to aggregate; null for count and exists.</summary>
    /// <exception cref="ExpressionException">The value is missing, not allowed or of a wrong type.</exception>
    public static Expression? Value(Aggregation aggregation, CallSyntax call, Checked? value) => (aggregation, value) switch
    {
        (Aggregation.Count or Aggregation.Exists, null) => null,
        (Aggregation.Count or Aggregation.Exists, { } needless) =>
            throw new ExpressionException(new("expression.aggregate_needless", call.Name), needless.Position),
        (_, null) => throw new ExpressionException(new("expression.aggregate_value", call.Name), call.Position),
        (Aggregation.Sum, { } summed) => Coercion.Number(summed),
        (_, { } compared) => compared.Type.Kind is ValueKind.Number or ValueKind.Date or ValueKind.DateTime ? compared.Expression
            : throw Coercion.Refuse(compared, DataType.Whole),
    };

    public static DataType TypeOf(Aggregation aggregation, Expression? value) => aggregation switch
    {
        Aggregation.Count => DataType.Whole,
        Aggregation.Exists => DataType.YesNo,
        _ => value!.Type,
    };

    /// <summary>The function to suggest if an aggregate gets several values; null for none.</summary>
    public static string? Instead(Aggregation aggregation) => aggregation switch
    {
        Aggregation.Max => "greatest",
        Aggregation.Min => "least",
        _ => null,
    };
}
