using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Access;

/// <summary>Entities that an actor can use, decided before any record is read.</summary>
public static class EntityVisibility
{
    /// <summary>True if the actor may read some records of the entity or create them.</summary>
    public static bool Concerns(this Actor actor, Entity entity) =>
        actor.To(entity) is var access && (access.CanRead || access.CreateRule != Expression.False);

    /// <summary>True if the actor may read some records of the entity.</summary>
    public static bool Reads(this Actor actor, Entity entity) => actor.To(entity).CanRead;
}
