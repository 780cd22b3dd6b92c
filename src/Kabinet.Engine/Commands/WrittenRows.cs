using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Commands;

/// <summary>Rows that a command has written and not yet journalled: none may be left when it commits.</summary>
internal sealed class WrittenRows
{
    private readonly HashSet<(Entity Entity, long Id)> rows = [];

    /// <summary>Remembers a row that was written.</summary>
    public void Add(Entity entity, long id) => rows.Add((entity, id));

    /// <summary>Forgets the rows that an event tells of: its own and the part that it names.</summary>
    public void Journalled(EventEntry entry)
    {
        rows.Remove((entry.Entity, entry.RecordId));
        if (entry.PartId is { } part) rows.RemoveWhere(row => row.Id == part && IsNamed(row.Entity, entry));
    }

    /// <summary>Refuses a commit that history would not tell of.</summary>
    /// <exception cref="InvalidOperationException">A row was written without an event.</exception>
    public void RequireNone()
    {
        if (rows.Count == 0) return;
        var (entity, id) = rows.First();
        throw new InvalidOperationException($"A command wrote {entity.Key} {id} without an event in the journal");
    }

    // What any record may own, a file, has no history of its own: its owner's tells of it, under the name of a group.
    private static bool IsNamed(Entity part, EventEntry entry) => part.Key == entry.Part || OwnedByAny.Of(part.Key) is not null;
}
