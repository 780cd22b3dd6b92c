using Kabinet.Engine.Access;
using Kabinet.Engine.Definitions;

namespace Kabinet.Engine.Journal;

/// <summary>The history of a record under its reader's rights.</summary>
public sealed class JournalReader
{
    /// <summary>Events of a record, newest first; null where the record does not exist for the actor. Changes of fields he may not see are left out, and events outside his audience.</summary>
    public ValueTask<JournalPage?> Read(Actor actor, Entity entity, long id, long? before = null, int limit = 50, CancellationToken cancellation = default) => throw new NotImplementedException();
}

/// <summary>Events and the id to continue before; null at the end.</summary>
public sealed record JournalPage(IReadOnlyList<JournalEvent> Events, long? Next);

/// <summary>One event as its reader may see it.</summary>
/// <param name="Id">Grows with time.</param>
/// <param name="At">Moment, UTC.</param>
/// <param name="Actor">Name of who did it; his role's title where the reader may not see the person.</param>
/// <param name="Impersonator">Who really did it, signed in as the actor; null usually.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Transition">The transition's key.</param>
/// <param name="From">Status before.</param>
/// <param name="To">Status after.</param>
/// <param name="Comment">What was said.</param>
/// <param name="Changes">Fields changed.</param>
/// <param name="Subject">Name of the file of a file event, label of a part of a part's event.</param>
public sealed record JournalEvent(long Id, DateTime At, string Actor, string? Impersonator, EventKind Kind, string? Transition, string? From, string? To, string? Comment,
    IReadOnlyList<FieldChange> Changes, string? Subject);

/// <summary>A field before and after.</summary>
/// <param name="Field">The field.</param>
/// <param name="Before">Value before.</param>
/// <param name="After">Value after.</param>
/// <param name="BeforeLabel">Name of the referenced record before, under the reader's rights.</param>
/// <param name="AfterLabel">Name of the referenced record after.</param>
public sealed record FieldChange(Field Field, object? Before, object? After, string? BeforeLabel = null, string? AfterLabel = null);

/// <summary>What happened to a record.</summary>
public enum EventKind
{
    /// <summary>It was made.</summary>
    Created,
    /// <summary>Fields changed.</summary>
    Updated,
    /// <summary>A transition was taken.</summary>
    Transition,
    /// <summary>Moved to the trash.</summary>
    Deleted,
    /// <summary>Taken back from the trash.</summary>
    Restored,
    /// <summary>A file was added.</summary>
    FileAdded,
    /// <summary>A file was removed.</summary>
    FileRemoved,
    /// <summary>A person signed in as another; journalled on the person.</summary>
    Impersonated,
}
