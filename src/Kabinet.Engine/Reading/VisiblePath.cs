using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Reading;

/// <summary>A path under one actor's rights: every step carries the row rule of the record it leads to.</summary>
internal static class VisiblePath
{
    /// <summary>The value at the end of a path; null where a step or the field is not visible to the actor.</summary>
    public static FieldValue? Of(Actor actor, Entity entity, FieldPath path)
    {
        if (!actor.To(entity).Columns.Contains(First(path))) return null;
        var steps = new Step[path.Through.Count];
        for (var i = 0; i < steps.Length; i++)
        {
            var next = i + 1 < steps.Length ? path.Through[i + 1] : path.Field;
            var rule = actor.To(path.Through[i].To!).ReadRuleShowing([next]);
            if (rule == Expression.False) return null;
            steps[i] = new(path.Through[i], rule);
        }
        return new(path.Field.Type, steps, path.Field);
    }

    /// <summary>
    /// The label of the record that a path's reference leads to; null where the path is not a reference or the label is not visible.
    /// </summary>
    public static FieldValue? Label(Actor actor, Entity entity, FieldPath path) =>
        path.Field is { To: { } target, Key: not SystemFields.Id } ? Of(actor, entity, new([.. path.Through, path.Field], target.Label))
            : null;

    /// <summary>A value where a condition holds and the actor sees the field that its path begins with; null in other rows.</summary>
    public static Expression Cell(Actor actor, Entity entity, FieldPath path, FieldValue value, Expression condition)
    {
        var (access, first) = (actor.To(entity), First(path));
        var seen = Expression.And(condition, access.SeesEverywhere(first) ? Expression.True : access.ReadRuleShowing([first]));
        return seen == Expression.True ? value : new Case(value.Type, [(seen, value)], new Constant(value.Type, null));
    }

    /// <summary>The own field that a path begins with; the actor must see it to follow the path.</summary>
    public static Field First(FieldPath path) => path.Through.Count > 0 ? path.Through[0] : path.Field;
}
