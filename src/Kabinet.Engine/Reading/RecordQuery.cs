using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Reading;

/// <summary>A query for a list. Paths, filters and orders the actor may not use are rejected, not ignored.</summary>
public sealed record RecordQuery
{
    /// <summary>Entity of the rows.</summary>
    public required Entity Entity { get; init; }
    /// <summary>Requested columns; those the actor may not see are left out of <see cref="RecordPage.Columns"/>.</summary>
    public required IReadOnlyList<FieldPath> Columns { get; init; }
    /// <summary>Condition from a definition, over the entity; not checked against the actor's rights.</summary>
    public Expression? Where { get; init; }
    /// <summary>The record that <see cref="Where"/> means by <c>outer</c>; null if it does not.</summary>
    public OuterRecord? Outer { get; init; }
    /// <summary>Condition written by a user (the API's <c>where</c>); parsed and checked against the actor's rights.</summary>
    public string? Filter { get; init; }
    /// <summary>Conditions chosen by a user in the interface.</summary>
    public IReadOnlyList<FieldFilter> Filters { get; init; } = [];
    /// <summary>Text to search for in the searchable fields the actor may read; ignores letter case and ё/е.</summary>
    public string? Search { get; init; }
    /// <summary>The owner whose collection is listed: the collection and the owner's id.</summary>
    public (Collection Collection, long Owner)? Of { get; init; }
    /// <summary>Order; the id is added last, which makes the order total.</summary>
    public IReadOnlyList<Order> Sort { get; init; } = [];
    /// <summary>Rows a page, 1 to 500.</summary>
    public int Limit { get; init; } = 50;
    /// <summary>Cursor from <see cref="RecordPage.Next"/> of the previous page; null for the first page.</summary>
    public string? After { get; init; }
    /// <summary>Transitions to evaluate for each row.</summary>
    public IReadOnlyList<Transition> Transitions { get; init; } = [];
    /// <summary>Whether to evaluate for each row if the actor may update and delete it.</summary>
    public bool Rights { get; init; }
    /// <summary>Only records of the trash.</summary>
    public bool Trash { get; init; }
}

/// <summary>Counts the records of a query, ignoring order, columns and page.</summary>
/// <param name="Query">The query.</param>
/// <param name="Cap">Beyond it the count stops, at one more.</param>
public sealed record CountQuery(RecordQuery Query, int Cap);

/// <summary>A condition chosen in the interface; several values mean any of them.</summary>
/// <param name="Path">Field or path.</param>
/// <param name="Comparison">Comparison.</param>
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
/// <param name="Columns">Columns the actor sees, in the requested order; record values have the same order.</param>
/// <param name="Records">The rows.</param>
/// <param name="Next">Cursor of the next page; null at the end.</param>
public sealed record RecordPage(IReadOnlyList<FieldPath> Columns, IReadOnlyList<Record> Records, string? Next);

/// <summary>One row under the actor's rights.</summary>
public sealed class Record
{
    internal Record(RecordShape shape, object?[] values) => (Shape, Values) = (shape, values);

    /// <summary>The columns of the values.</summary>
    public RecordShape Shape { get; }
    /// <summary>
    /// Values in the order of the shape's columns. A cell the actor may not see is <see cref="Hidden"/>; this happens with several roles,
    /// when no grant shows both row and field.
    /// </summary>
    public IReadOnlyList<object?> Values { get; }
    /// <summary>The record's id.</summary>
    public long Id { get; internal init; }
    /// <summary>Its version.</summary>
    public int Version { get; internal init; }
    /// <summary>
    /// Labels of referenced records by column; null where the column is not a reference or the actor may not see the label.
    /// </summary>
    public IReadOnlyList<string?> Labels { get; internal init; } = [];
    /// <summary>Evaluated transitions, in the requested order.</summary>
    public IReadOnlyList<Judgement> Transitions { get; internal init; } = [];
    /// <summary>
    /// Whether the actor may update some field. Set by <c>Records.Find</c> and by lists with <see cref="RecordQuery.Rights"/>.
    /// </summary>
    public bool CanUpdate { get; internal init; }
    /// <summary>Whether the actor may delete it; set like <see cref="CanUpdate"/>.</summary>
    public bool CanDelete { get; internal init; }

    /// <summary>
    /// The state before the present one; null where there is none or the actor may not see the status. Set by <c>Records.Find</c> and by
    /// lists with a transition that leads back to it.
    /// </summary>
    public string? PreviousStatus { get; internal init; }

    /// <summary>Marks in <see cref="Values"/> a cell that the actor may not see.</summary>
    public static readonly object Hidden = new();

    /// <summary>The value of a path; <see cref="Hidden"/> where there is no such column.</summary>
    public object? this[FieldPath path] => Shape.IndexOf(path) is var index and >= 0 ? Values[index] : Hidden;

    /// <summary>The value of a field; <see cref="Hidden"/> where there is no such column.</summary>
    public object? this[string field] => Shape.IndexOf(field) is var index and >= 0 ? Values[index] : Hidden;
}

/// <summary>The columns of a record, shared by all rows of a plan.</summary>
public sealed class RecordShape(Entity entity, IReadOnlyList<FieldPath> columns)
{
    private readonly Dictionary<string, int> indexes = columns.Select((path, index) => (path.Text, index))
        .ToDictionary(pair => pair.Text, pair => pair.index, StringComparer.Ordinal);

    /// <summary>Entity of the rows.</summary>
    public Entity Entity { get; } = entity;
    /// <summary>Columns in order.</summary>
    public IReadOnlyList<FieldPath> Columns { get; } = columns;
    /// <summary>Place of a path, or -1.</summary>
    public int IndexOf(FieldPath path) => IndexOf(path.Text);
    /// <summary>Place of a path by its text, or -1.</summary>
    public int IndexOf(string path) => indexes.GetValueOrDefault(path, -1);
}

/// <summary>Whether an actor may take one transition of one record, as evaluated by the database.</summary>
/// <param name="Transition">The transition.</param>
/// <param name="Permitted">Whether state and roles allow it; when false, the button is not shown.</param>
/// <param name="Unmet">Requirements that are not met; empty when the transition can be taken.</param>
public sealed record Judgement(Transition Transition, bool Permitted, IReadOnlyList<Requirement> Unmet)
{
    /// <summary>Why it cannot be taken yet.</summary>
    public IEnumerable<LocalizedText> Refusals => Unmet.Select(requirement => requirement.Refusal);
    /// <summary>May be taken now.</summary>
    public bool Allowed => Permitted && Unmet.Count == 0;
}
