using Kabinet.Engine.Access;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Reading;

/// <summary>Which paths exist for a reader, for whoever offers him columns, filters and orders.</summary>
public static class Visibility
{
    /// <summary>The reader may ask for the column: every step and the field exist for him in some row.</summary>
    public static bool Sees(this Actor actor, Entity entity, FieldPath path) => VisiblePath.Of(actor, entity, path) is not null;

    /// <summary>Some searchable field is seen in every row, so that a search can find something.</summary>
    public static bool Searches(this Actor actor, Entity entity) => entity.Fields.Any(field => field.Definition.Search && actor.To(entity).SeesEverywhere(field));

    /// <summary>The transition may be taken on some record, by the reader's roles.</summary>
    public static bool MayEver(this Actor actor, Entity entity, Transition transition) => actor.To(entity).Permission(transition) != Expressions.Expression.False;
}
