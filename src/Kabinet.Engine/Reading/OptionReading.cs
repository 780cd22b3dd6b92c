using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Reading;

/// <summary>
/// Options of a reference field: records the actor may read, for people only those with the field's role, ordered by label.
/// </summary>
internal static class OptionReading
{
    /// <summary>False when the actor cannot see the label in all visible records of the target; there are then no options.</summary>
    public static bool Exists(Actor actor, Field reference) => actor.To(reference.To!).SeesEverywhere(reference.To!.Label);

    public static RecordQuery Query(Actor actor, Field reference, string? search, IReadOnlyList<FieldPath> show, int limit)
    {
        var target = reference.To!;
        var (label, byWords) = (new FieldPath([], target.Label), target.Label.Definition.Search);
        return new()
        {
            Entity = target,
            Columns = [label, .. show],
            Where = Choosable(actor.Solution, reference),
            Search = byWords ? search : null,
            Filters = byWords || VisibleText.Of(search ?? "") is not { Length: > 0 } sought ? []
                : [new(label, Comparison.Contains, [target.Label.Kind.Sought(sought)])],
            Sort = [new(label, Descending: false)],
            Limit = limit,
        };
    }

    /// <summary>Condition on the target records that holds for every actor; null when any record fits.</summary>
    public static Expression? Choosable(Solution solution, Field reference)
    {
        if (reference.To is not { Key: CoreEntities.User } users) return null;
        var active = users[CoreFields.Active];
        var condition = (Expression)new FieldValue(active.Type, [], active);
        return reference.Definition.Role is { } role ? Expression.And(condition, Holds(solution, users, role)) : condition;
    }

    private static Aggregate Holds(Solution solution, Entity users, string role)
    {
        var memberships = users.Collections[CoreFields.Memberships];
        var held = memberships.Entity[CoreFields.Role];
        var roles = solution.Roles.Values.Where(other => other.Closure.Contains(role)).Select(other => new Constant(held.Type, other.Key));
        return new(DataType.YesNo, Aggregation.Exists, [], memberships, null, new In(new FieldValue(held.Type, [], held), [.. roles]));
    }
}
