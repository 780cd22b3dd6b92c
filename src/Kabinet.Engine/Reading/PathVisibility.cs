using Kabinet.Engine.Access;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Reading;

/// <summary>Which paths an actor can see, for building columns, filters and orders.</summary>
public static class PathVisibility
{
    /// <summary>Whether the actor may request the column: every step and the field are visible in some row.</summary>
    public static bool Sees(this Actor actor, Entity entity, FieldPath path) => VisiblePath.Of(actor, entity, path) is not null;

    /// <summary>Whether a search can find anything: some searchable field is visible in every row.</summary>
    public static bool Searches(this Actor actor, Entity entity) =>
        entity.Fields.Any(field => field.Definition.Search && actor.To(entity).SeesEverywhere(field));

    /// <summary>Whether the field exists for the actor: he sees it in some record, or may give it to a new one.</summary>
    public static bool MayChoose(this Actor actor, Field field) =>
        actor.Sees(field.Entity, new([], field)) || actor.To(field.Entity).Givable.Contains(field);

    /// <summary>Whether the actor's roles may take the transition on several chosen records at once.</summary>
    public static bool MayInBulk(this Actor actor, Entity entity, Transition transition) =>
        transition.Definition.Bulk && actor.MayEver(entity, transition);

    /// <summary>Whether the actor's roles may take the transition on some record.</summary>
    public static bool MayEver(this Actor actor, Entity entity, Transition transition) =>
        actor.To(entity).Permission(transition) != Expressions.Expression.False;
}
