using Kabinet.Engine.Words;

namespace Kabinet.Engine.Model;

/// <summary>
/// Records that belong to a record of any entity: one column holds the key of the owner's entity, another the owner's id.
/// They have no grants and no effects of their own: rights over the owner apply.
/// A module declares such records here once. Their collections, SQL, indexes, renames and journal events follow from it.
/// </summary>
internal sealed record OwnedByAny
{
    /// <summary>All declarations.</summary>
    public static readonly IReadOnlyList<OwnedByAny> All =
    [
        new()
        {
            Collection = "files",
            Entity = CoreEntities.File,
            OwnerKey = "entity",
            OwnerId = "record",
            Within = "message",
            IsOn = static definition => definition.Files.Count + definition.Threads.Count > 0,
            Rights = new("problem.grant.file"),
            RightsHint = new("problem.hint.file"),
            OwnBlock = new("problem.list.files"),
        },
        new()
        {
            Collection = "messages",
            Entity = CoreEntities.Message,
            OwnerKey = "entity",
            OwnerId = "record",
            Within = "thread",
            IsOn = static definition => definition.Threads.Count > 0,
            Rights = new("problem.grant.message"),
            RightsHint = new("problem.hint.message"),
            OwnBlock = new("problem.list.messages"),
        },
    ];

    /// <summary>Name of the collection on its owners, and of the key of an entity definition that turns it on.</summary>
    public required string Collection { get; init; }
    /// <summary>Key of the records' entity.</summary>
    public required string Entity { get; init; }
    /// <summary>Key of the field that holds the key of the owner's entity.</summary>
    public required string OwnerKey { get; init; }
    /// <summary>Key of the field that holds the owner's id.</summary>
    public required string OwnerId { get; init; }
    /// <summary>Key of the field that divides an owner's records, so that each part is read by itself; null for none.</summary>
    public string? Within { get; init; }
    /// <summary>Returns true if records of the defined entity may own such records.</summary>
    public required Func<EntityDefinition, bool> IsOn { get; init; }
    /// <summary>Problem for a grant on the entity: rights are defined elsewhere.</summary>
    public required Message Rights { get; init; }
    /// <summary>Suggestion for that problem: where and how to define them.</summary>
    public required Message RightsHint { get; init; }
    /// <summary>Problem for a list of the entity: another block shows the records.</summary>
    public required Message OwnBlock { get; init; }

    /// <summary>The declaration of an entity; null if its records are not owned this way.</summary>
    public static OwnedByAny? Of(string entity) => All.FirstOrDefault(declared => declared.Entity == entity);

    /// <summary>The collection on an owner entity.</summary>
    public Collection On(Entity owner, Entity records) =>
        new(Collection, owner, records, records[OwnerId]) { OwnerKey = records[OwnerKey] };

    /// <summary>True if an unparsed part of the definition may turn on the collection with this name.</summary>
    public static bool MayBe(EntityDefinition definition, string name) =>
        All.Any(declared => declared.Collection == name && !definition.Knows(name));
}
