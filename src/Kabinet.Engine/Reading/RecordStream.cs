using Kabinet.Engine.Model;

namespace Kabinet.Engine.Reading;

/// <summary>All records of a query, one after another; none is kept once the next is asked for.</summary>
/// <param name="Columns">Columns the reader sees, in the order asked; the values of a record stand in the same order.</param>
/// <param name="Rows">The rows, to be read once and forwards.</param>
public sealed record RecordStream(IReadOnlyList<FieldPath> Columns, IAsyncEnumerable<Record> Rows);
