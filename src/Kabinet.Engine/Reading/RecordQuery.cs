using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Reading;

/// <summary>What to list. Paths, filters and orders the reader may not use are refused, not ignored.</summary>
public sealed record RecordQuery
{
    /// <summary>Entity of the rows.</summary>
    public required Entity Entity { get; init; }
    /// <summary>Columns wanted; those the reader may not see are left out of the page's <see cref="RecordPage.Columns"/>.</summary>
    public required IReadOnlyList<FieldPath> Columns { get; init; }
    /// <summary>Condition written by a definition, over the entity; trusted.</summary>
    public Expression? Where { get; init; }
    /// <summary>Condition written by the reader (the API's <c>where</c>); parsed and checked under his rights.</summary>
    public string? Filter { get; init; }
    /// <summary>Conditions chosen by the reader in the interface.</summary>
    public IReadOnlyList<FieldFilter> Filters { get; init; } = [];
    /// <summary>Text looked for in the searchable fields he may read; letter case and ё/е alike.</summary>
    public string? Search { get; init; }
    /// <summary>The record whose collection is listed: the reference of the rows and its value.</summary>
    public (Collection Collection, long Owner)? Of { get; init; }
    /// <summary>Order; the id is added last, so that it is total.</summary>
    public IReadOnlyList<Order> Sort { get; init; } = [];
    /// <summary>Rows a page, 1 to 500.</summary>
    public int Limit { get; init; } = 50;
    /// <summary>Cursor of the page before, from <see cref="RecordPage.Next"/>.</summary>
    public string? After { get; init; }
    /// <summary>Transitions judged for each row.</summary>
    public IReadOnlyList<Transition> Transitions { get; init; } = [];
    /// <summary>Judge for each row whether the reader may change and delete it.</summary>
    public bool Rights { get; init; }
    /// <summary>Only records of the trash.</summary>
    public bool Trash { get; init; }
}

/// <summary>How many records a query has, whatever its order, columns and page.</summary>
/// <param name="Query">The query.</param>
/// <param name="Cap">Beyond it the count stops, at one more.</param>
public sealed record CountQuery(RecordQuery Query, int Cap);

/// <summary>A condition chosen in the interface; several values mean any of them.</summary>
/// <param name="Path">Field or path.</param>
/// <param name="Comparison">How.</param>
/// <param name="Values">Values of the field's type, already accepted by its kind.</param>
public sealed record FieldFilter(FieldPath Path, Comparison Comparison, IReadOnlyList<object?> Values);

/// <summary>How a field is compared with the chosen values.</summary>
public enum Comparison
{
    /// <summary>Equals any of the values; null means empty.</summary>
    Is,
    /// <summary>Contains the text.</summary>
    Contains,
    /// <summary>Not less than the first value.</summary>
    From,
    /// <summary>Not greater than the first value.</summary>
    To,
}

/// <summary>A page of a list.</summary>
/// <param name="Columns">Columns the reader sees, in the order asked; the values of a record stand in the same order.</param>
/// <param name="Records">The rows.</param>
/// <param name="Next">Cursor of the next page; null at the end.</param>
public sealed record RecordPage(IReadOnlyList<FieldPath> Columns, IReadOnlyList<Record> Records, string? Next);

/// <summary>One row as its reader may see it.</summary>
public sealed class Record
{
    internal Record(RecordShape shape, object?[] values) => (Shape, Values) = (shape, values);

    /// <summary>Which columns the values are.</summary>
    public RecordShape Shape { get; }
    /// <summary>Values in the order of the shape's columns; a cell the reader may not see (several roles, no one grant shows it) is <see cref="Hidden"/>.</summary>
    public IReadOnlyList<object?> Values { get; }
    /// <summary>The record's id.</summary>
    public long Id { get; internal init; }
    /// <summary>Its version.</summary>
    public int Version { get; internal init; }
    /// <summary>Names of referenced records by column, under the reader's rights; null where the column is no reference or he may not see its record.</summary>
    public IReadOnlyList<string?> Labels { get; internal init; } = [];
    /// <summary>The transitions judged, in the order asked.</summary>
    public IReadOnlyList<Judgement> Transitions { get; internal init; } = [];
    /// <summary>Whether the reader may change it (some field); judged by <c>Records.Find</c> and by lists that ask for <see cref="RecordQuery.Rights"/>.</summary>
    public bool CanUpdate { get; internal init; }
    /// <summary>Whether the reader may delete it.</summary>
    public bool CanDelete { get; internal init; }

    /// <summary>Stands in <see cref="Values"/> for a cell that does not exist for the reader.</summary>
    public static readonly object Hidden = new();

    /// <summary>The value of a path; <see cref="Hidden"/> where the reader has no such column.</summary>
    public object? this[FieldPath path] => Shape.IndexOf(path) is var index and >= 0 ? Values[index] : Hidden;

    /// <summary>The value of an own field.</summary>
    public object? this[string field] => Shape.IndexOf(field) is var index and >= 0 ? Values[index] : Hidden;
}

/// <summary>The columns of a record, shared by all rows of a plan.</summary>
public sealed class RecordShape(Entity entity, IReadOnlyList<FieldPath> columns)
{
    private readonly Dictionary<string, int> indexes = columns.Select((path, index) => (path.Text, index)).ToDictionary(pair => pair.Text, pair => pair.index, StringComparer.Ordinal);

    /// <summary>Entity of the rows.</summary>
    public Entity Entity { get; } = entity;
    /// <summary>Columns in order.</summary>
    public IReadOnlyList<FieldPath> Columns { get; } = columns;
    /// <summary>Place of a path, or -1.</summary>
    public int IndexOf(FieldPath path) => IndexOf(path.Text);
    /// <summary>Place of a path by its text, or -1.</summary>
    public int IndexOf(string path) => indexes.GetValueOrDefault(path, -1);
}

/// <summary>The database's word on one transition of one record for one actor.</summary>
/// <param name="Transition">The transition.</param>
/// <param name="Permitted">The state fits and a role of his may; when false the button does not exist.</param>
/// <param name="Refusals">Why it cannot be taken yet; empty when it can.</param>
public sealed record Judgement(Transition Transition, bool Permitted, IReadOnlyList<LocalizedText> Refusals)
{
    /// <summary>May be taken now.</summary>
    public bool Allowed => Permitted && Refusals.Count == 0;
}
