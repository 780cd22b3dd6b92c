using Kabinet.Engine.Expressions;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Commands;

/// <summary>A whole record inside a command: its old values, its new values and which of them are unsaved.</summary>
internal sealed class RecordRow
{
    private readonly object?[] before;
    private readonly object?[] now;
    private readonly SortedSet<int> unsaved = [];
    private readonly SortedSet<int> touched = [];

    /// <summary>A new record.</summary>
    public RecordRow(Entity entity)
        : this(new StoredRow(entity, new object?[entity.Fields.Count], Version: 0, PreviousStatus: null))
    {
    }

    /// <summary>A loaded record.</summary>
    public RecordRow(StoredRow stored)
    {
        (Entity, Version, PreviousStatus) = (stored.Entity, stored.Version, stored.PreviousStatus);
        (before, now) = (stored.Values, (object?[])stored.Values.Clone());
    }

    public Entity Entity { get; }
    public long Id => (long)now[Entity[SystemFields.Id].Ordinal]!;
    /// <summary>The version in the database.</summary>
    public int Version { get; set; }
    /// <summary>The state before the current one.</summary>
    public string? PreviousStatus { get; set; }
    /// <summary>Whether this command has already incremented the version.</summary>
    public bool IsCounted { get; set; }

    public string? Status => Entity.Lifecycle is null ? null : (string?)this[Entity[SystemFields.Status]];

    public object? this[Field field] => now[field.Ordinal];

    public object? Before(Field field) => before[field.Ordinal];

    /// <summary>Fields that are set but not yet written.</summary>
    public IReadOnlyList<Field> Unsaved => [.. unsaved.Select(ordinal => Entity.Fields[ordinal])];

    public bool HasUnsaved => unsaved.Count > 0;

    /// <summary>Fields changed by this command with their old and new values, without system fields; for the journal.</summary>
    public IReadOnlyList<Changed> Changes() =>
        [.. touched.Select(ordinal => Entity.Fields[ordinal]).Where(IsNews)
            .Select(field => new Changed(field, Before(field), this[field]))];

    /// <summary>Sets a field; setting its current value changes nothing.</summary>
    public void Set(Field field, object? value)
    {
        var fitting = Exact.Fit(value, field.Type);
        if (Equals(now[field.Ordinal], fitting)) return;
        now[field.Ordinal] = fitting;
        unsaved.Add(field.Ordinal);
        touched.Add(field.Ordinal);
    }

    /// <summary>Marks a field to be written although its value is the same.</summary>
    public void Touch(Field field) => unsaved.Add(field.Ordinal);

    /// <summary>Marks all set fields as written.</summary>
    public void Saved() => unsaved.Clear();

    /// <summary>Marks the record as inserted, with its id and first version.</summary>
    public void Made(long id)
    {
        now[Entity[SystemFields.Id].Ordinal] = id;
        (Version, IsCounted) = (1, true);
        Saved();
    }

    private bool IsNews(Field field) => !field.IsSystem && !Equals(Before(field), this[field]);
}
