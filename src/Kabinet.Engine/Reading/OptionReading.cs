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

    /// <param name="actor">Who chooses.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="search">Typed text.</param>
    /// <param name="show">Fields shown with each option.</param>
    /// <param name="limit">Most options.</param>
    /// <param name="outer">
    /// The record being filled in; null where there is none, as in a filter: it offers whatever records may hold.
    /// </param>
    public static RecordQuery Query(Actor actor, Field reference, string? search, IReadOnlyList<FieldPath> show, int limit,
        OuterRecord? outer)
    {
        var target = reference.To!;
        var (label, byWords) = (new FieldPath([], target.Label), target.Label.Definition.Search);
        return new()
        {
            Entity = target,
            Columns = [label, .. show],
            Where = Offered(actor.Solution, reference, outer),
            Outer = outer,
            Search = byWords ? search : null,
            Filters = byWords || VisibleText.Of(search ?? "") is not { Length: > 0 } sought ? []
                : [new(label, Comparison.Contains, [target.Label.Kind.Sought(sought)])],
            Sort = [new(label, Descending: false)],
            Limit = limit,
        };
    }

    // While a field that a condition reads is blank, the condition cannot be judged and narrows nothing.
    private static Expression? Offered(Solution solution, Field reference, OuterRecord? outer) =>
        (outer is null ? [] : reference.Offers.Where(offer => offer.Needs.All(outer.Knows)).Select(offer => offer.Condition))
            .Aggregate(Choosable(solution, reference), (all, one) => all is null ? one : Expression.And(all, one));

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
