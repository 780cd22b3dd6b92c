using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Outcomes;

/// <summary>The fields and collections of an entity at which errors of a requirement are told.</summary>
/// <param name="entity">The entity.</param>
/// <param name="place">The input at which errors of a field or collection are told; null for none.</param>
internal sealed class MarkedFields(Entity entity, Func<string, string?> place)
{
    public Entity Entity => entity;

    /// <summary>None: the error concerns the whole record.</summary>
    public static MarkedFields None(Entity entity) => new(entity, static _ => null);

    /// <summary>Those with these keys.</summary>
    public static MarkedFields Where(Entity entity, Func<string, bool> marks) => new(entity, key => marks(key) ? key : null);

    /// <summary>Those that the actor may give or change; the others stand in none of his forms.</summary>
    public static MarkedFields Of(EntityAccess access) =>
        Where(access.Entity, key => access.Entity.Find(key) is { } field
            ? access.Givable.Contains(field)
                || access.Updating.Any(grant => grant.Now != Expression.False && grant.Writable.Contains(field))
            : access.Entity.Collections.ContainsKey(key));

    /// <summary>The input at which errors of a field or collection are told; null for none.</summary>
    public string? PlaceOf(string key) => place(key);
}
