using Kabinet.Engine.Model;

namespace Kabinet.Engine.Reading;

/// <summary>All records of a query, one by one; only the current one is in memory.</summary>
/// <param name="Columns">Columns the actor sees, in the requested order; record values have the same order.</param>
/// <param name="Rows">The rows, to be read once and forwards.</param>
public sealed record RecordStream(IReadOnlyList<FieldPath> Columns, IAsyncEnumerable<Record> Rows);
