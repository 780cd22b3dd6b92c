using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Reading;

/// <summary>The records a person may choose for a reference: those he may read, people of the asked role only, by name.</summary>
internal static class OptionReading
{
    /// <summary>Nothing can be chosen by whoever may not read the names in all the records he sees.</summary>
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
            Filters = byWords || string.IsNullOrWhiteSpace(search) ? [] : [new(label, Comparison.Contains, [search.Trim()])],
            Sort = [new(label, Descending: false)],
            Limit = limit,
        };
    }

    /// <summary>Which records of the target a reference may point to, whoever asks; null for all.</summary>
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
