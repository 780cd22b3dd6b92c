using Kabinet.Engine.Access;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Outcomes;

/// <summary>The fields and collections of an entity at which errors of a requirement are told.</summary>
internal sealed class MarkedFields(Entity entity, Func<string, bool> marks)
{
    public Entity Entity => entity;

    /// <summary>None: the error concerns the whole record.</summary>
    public static MarkedFields None(Entity entity) => new(entity, static _ => false);

    /// <summary>Those that the actor may give or change; the others stand in none of his forms.</summary>
    public static MarkedFields Of(EntityAccess access) =>
        new(access.Entity, key => access.Entity.Find(key) is { } field
            ? access.Givable.Contains(field) || access.Updating.Any(grant => grant.Writable.Contains(field))
            : access.Entity.Collections.ContainsKey(key));

    public bool Contains(string key) => marks(key);
}
