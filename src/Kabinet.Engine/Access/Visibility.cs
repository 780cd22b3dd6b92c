using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Access;

/// <summary>What exists for an actor before any record is read.</summary>
public static class Visibility
{
    /// <summary>Whether he has any business with an entity: reads some of its records or makes them.</summary>
    public static bool Concerns(this Actor actor, Entity entity) => actor.To(entity) is var access && (access.CanRead || access.CreateRule != Expression.False);

    /// <summary>Whether some of its records may exist for him.</summary>
    public static bool Reads(this Actor actor, Entity entity) => actor.To(entity).CanRead;
}
