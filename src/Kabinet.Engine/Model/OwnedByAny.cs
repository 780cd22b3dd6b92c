using Kabinet.Engine.Words;

namespace Kabinet.Engine.Model;

/// <summary>
/// Records that belong to a record of any entity: one column holds the key of the owner's entity, another the owner's id.
/// They have no grants and no effects of their own, what one may do with them is decided by the rights over their owner.
/// A module that keeps such records declares them here, once; their collections, SQL, indexes, renames and journal follow.
/// </summary>
internal sealed record OwnedByAny
{
    /// <summary>Every declared kind, by the key of its collection.</summary>
    public static readonly IReadOnlyList<OwnedByAny> All =
    [
        new()
        {
            Collection = "files",
            Entity = CoreEntities.File,
            OwnerKey = "entity",
            OwnerId = "record",
            IsOn = static definition => definition.Files.Count > 0,
            Rights = new("problem.grant.file"),
            RightsHint = new("problem.hint.file"),
            OwnBlock = new("problem.list.files"),
        },
    ];

    /// <summary>Name of the collection on its owners, and the member of an entity's definition that gives it one.</summary>
    public required string Collection { get; init; }
    /// <summary>Key of the entity of the records.</summary>
    public required string Entity { get; init; }
    /// <summary>Key of the field with the key of the owner's entity.</summary>
    public required string OwnerKey { get; init; }
    /// <summary>Key of the field with the owner's id.</summary>
    public required string OwnerId { get; init; }
    /// <summary>Whether the records of a defined entity may own some.</summary>
    public required Func<EntityDefinition, bool> IsOn { get; init; }
    /// <summary>Says to the author of a grant where the rights are given instead.</summary>
    public required Message Rights { get; init; }
    /// <summary>How they are given there.</summary>
    public required Message RightsHint { get; init; }
    /// <summary>Says to the author of a list which block shows the records.</summary>
    public required Message OwnBlock { get; init; }

    /// <summary>The declaration of an entity's records; null where they are not owned so.</summary>
    public static OwnedByAny? Of(string entity) => All.FirstOrDefault(declared => declared.Entity == entity);

    /// <summary>The collection of an owner.</summary>
    public Collection On(Entity owner, Entity records) =>
        new(Collection, owner, records, records[OwnerId]) { OwnerKey = records[OwnerKey] };

    /// <summary>What could not be read of an entity may give it the collection.</summary>
    public static bool MayBe(EntityDefinition definition, string name) =>
        All.Any(declared => declared.Collection == name && !definition.Knows(name));
}
