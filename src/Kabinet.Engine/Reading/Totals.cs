namespace Kabinet.Engine.Reading;

/// <summary>The count of a query and sums over its records.</summary>
/// <param name="Count">How many there are, counted up to the cap + 1.</param>
/// <param name="Sums">In the order asked, zero for no records; null where the reader may not see the field, or there are more records than
/// the cap.</param>
public sealed record Totals(int Count, IReadOnlyList<decimal?> Sums);
