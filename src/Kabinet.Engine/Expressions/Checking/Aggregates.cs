using Kabinet.Engine.Expressions.Parsing;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Expressions.Checking;

/// <summary>The aggregate functions by name, with their parameters and result types.</summary>
internal static class Aggregates
{
    private static readonly Dictionary<string, Aggregation> All = new(StringComparer.OrdinalIgnoreCase)
    {
        ["count"] = Aggregation.Count, ["exists"] = Aggregation.Exists, ["first"] = Aggregation.First, ["last"] = Aggregation.Last,
            ["max"] = Aggregation.Max, ["min"] = Aggregation.Min, ["sum"] = Aggregation.Sum,
    };

    public static IEnumerable<string> Names => All.Keys;

    public static Aggregation? Find(string name) => All.TryGetValue(name, out var aggregation) ? aggregation : null;

    /// <summary>True for the aggregates that take the value of one record.</summary>
    public static bool IsOfOne(Aggregation aggregation) => aggregation is Aggregation.First or Aggregation.Last;

    /// <summary>The value to aggregate; null for count and exists. First and last give the record itself where no value is named.</summary>
    /// <exception cref="ExpressionException">The value is missing, not allowed or of a wrong type.</exception>
    public static Expression? Value(Aggregation aggregation, CallSyntax call, Entity entity, Checked? value) => (aggregation, value) switch
    {
        (Aggregation.First or Aggregation.Last, null) => new FieldValue(entity[SystemFields.Id].Type, [], entity[SystemFields.Id]),
        (Aggregation.First or Aggregation.Last, { } taken) => taken.Expression,
        (Aggregation.Count or Aggregation.Exists, null) => null,
        (Aggregation.Count or Aggregation.Exists, { } needless) =>
            throw new ExpressionException(new("expression.aggregate_needless", call.Name), needless.Position),
        (_, null) => throw new ExpressionException(new("expression.aggregate_value", call.Name), call.Position),
        (Aggregation.Sum, { } summed) => Coercion.Number(summed),
        (_, { } compared) => compared.Type.Kind is ValueKind.Number or ValueKind.Date or ValueKind.DateTime or ValueKind.Reference
            ? compared.Expression
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
