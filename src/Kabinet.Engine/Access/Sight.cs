using Kabinet.Engine.Definitions;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Records.Reading;

namespace Kabinet.Engine.Access;

/// <summary>What exists for an actor before any record is read.</summary>
public static class Sight
{
    /// <summary>Whether a path leads him anywhere in some row: every step and the field at its end are in his grants.</summary>
    public static bool Sees(this Actor actor, Entity entity, FieldPath path) => VisiblePath.Of(actor, entity, path) is not null;

    /// <summary>Whether he has any business with an entity: reads some of its records or makes them.</summary>
    public static bool Concerns(this Actor actor, Entity entity) => actor.To(entity) is var access && (access.CanRead || access.CreateRule != Expression.False);
}
