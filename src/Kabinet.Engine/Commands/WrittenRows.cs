using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Commands;

/// <summary>Rows that a command has written but not yet journalled; none may remain at the commit.</summary>
internal sealed class WrittenRows
{
    private readonly HashSet<(Entity Entity, long Id)> rows = [];

    /// <summary>Adds a written row.</summary>
    public void Add(Entity entity, long id) => rows.Add((entity, id));

    /// <summary>Removes the rows of an event: the record and the part that it names.</summary>
    public void Journalled(EventEntry entry)
    {
        rows.Remove((entry.Entity, entry.RecordId));
        if (entry.PartId is { } part) rows.RemoveWhere(row => row.Id == part && IsNamed(row.Entity, entry));
    }

    /// <summary>Prevents a commit with unjournalled rows.</summary>
    /// <exception cref="InvalidOperationException">A written row has no event.</exception>
    public void RequireNone()
    {
        if (rows.Count == 0) return;
        var (entity, id) = rows.First();
        throw new InvalidOperationException($"A command wrote {entity.Key} {id} without an event in the journal");
    }

    // A record that any record may own (a file) has no journal of its own; its owner's journal names it by its group.
    private static bool IsNamed(Entity part, EventEntry entry) => part.Key == entry.Part || OwnedByAny.Of(part.Key) is not null;
}
