using Kabinet.Engine.Model;

namespace Kabinet.Engine.Journal;

/// <summary>One event as it is written: who did what to which record. Who and when come from the command.</summary>
internal sealed record EventEntry(Entity Entity, long RecordId, EventKind Kind, int Version)
{
    /// <summary>The transition taken.</summary>
    public Transition? Transition { get; init; }
    /// <summary>State before.</summary>
    public string? From { get; init; }
    /// <summary>State after.</summary>
    public string? To { get; init; }
    /// <summary>What was said.</summary>
    public string? Comment { get; init; }
    /// <summary>Fields changed; of the part where the event tells of one.</summary>
    public IReadOnlyList<Changed> Changes { get; init; } = [];
    /// <summary>Name of the file, label of the part.</summary>
    public string? Subject { get; init; }
    /// <summary>Entity key of the part the event tells of, or the group of the file.</summary>
    public string? Part { get; init; }
    /// <summary>The part or the file.</summary>
    public long? PartId { get; init; }
}

/// <summary>One event as it was read, before anybody's rights.</summary>
internal sealed record StoredEvent
{
    public required long Id { get; init; }
    public required DateTime At { get; init; }
    public long? ActorId { get; init; }
    public long? ImpersonatorId { get; init; }
    public required string ActorRoles { get; init; }
    public required long RecordId { get; init; }
    /// <summary>Key of its kind.</summary>
    public required string Kind { get; init; }
    public string? Transition { get; init; }
    public string? From { get; init; }
    public string? To { get; init; }
    public string? Comment { get; init; }
    public string? Changes { get; init; }
    public string? Subject { get; init; }
    public string? Part { get; init; }
    public long? PartId { get; init; }
    public string? Audience { get; init; }
}
