using Kabinet.Engine.Model;

namespace Kabinet.Engine.Journal;

/// <summary>An event to write. The actor and the time come from the command.</summary>
internal sealed record EventEntry(Entity Entity, long RecordId, EventKind Kind, int Version)
{
    /// <summary>The transition; null for other events.</summary>
    public Transition? Transition { get; init; }
    /// <summary>State before the event.</summary>
    public string? From { get; init; }
    /// <summary>State after the event.</summary>
    public string? To { get; init; }
    /// <summary>The comment; null for none.</summary>
    public string? Comment { get; init; }
    /// <summary>Changed fields: of the part if the event is about a part, otherwise of the record.</summary>
    public IReadOnlyList<Changed> Changes { get; init; } = [];
    /// <summary>Keys of the roles that see the event; null for those of its transition, or for everyone who may read the record.</summary>
    public IReadOnlySet<string>? Audience { get; init; }
    /// <summary>Name of the file, label of the part, or key of the job.</summary>
    public string? Subject { get; init; }
    /// <summary>Entity key of the part, or key of the file group; null for an event about the record itself.</summary>
    public string? Part { get; init; }
    /// <summary>Id of the part or the file.</summary>
    public long? PartId { get; init; }
}

/// <summary>An event as it is stored, before any access check.</summary>
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
