using Kabinet.Engine.Commands;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;

namespace Kabinet.Engine.People;

/// <summary>
/// Fields that a role demands of its people: a person gets the role only with a value in each, and keeps the values while he has it.
/// </summary>
public static class RoleDemands
{
    /// <summary>Fields that any of the roles, or a role it includes, demands; each with the first role that does.</summary>
    public static IEnumerable<(Field Field, Role Role)> Of(Solution solution, IEnumerable<string> roles) =>
        roles.Where(solution.Roles.ContainsKey).Select(key => solution.Roles[key])
            .SelectMany(role => role.Closure.SelectMany(key => solution.Roles[key].Definition.Demand)
                .Select(key => (Field: solution.Entities[CoreEntities.User][key], Role: role)))
            .DistinctBy(demand => demand.Field);

    /// <summary>Refuses a role for a person without the fields it demands, and a change that empties one of them.</summary>
    /// <exception cref="RefusedException">A demanded field is empty; each has its error at its own key.</exception>
    internal static async ValueTask Judge(CommandRun run, EventEntry entry)
    {
        if (entry.Part is not null) return;
        if (entry.Entity.Key == CoreEntities.Membership) await JudgeRole(run, entry);
        else if (entry.Changes.Any(change => change.After is null)) await JudgeEmptied(run, entry);
    }

    private static async ValueTask JudgeRole(CommandRun run, EventEntry entry)
    {
        if (entry.Kind == EventKind.Deleted) return;
        var (user, role) = (await run.Transaction.Query(new(PeopleStatements.FindMembership, entry.RecordId), row =>
            (row.GetInt64(0), row.GetString(1)), run.Cancellation))[0];
        if (Of(run.Solution, [role]).ToArray() is { Length: > 0 } demands) await Refuse(run, user, demands);
    }

    /// <summary>
    /// Only emptied fields are judged: somebody who had the role before it demanded the field is not kept from other changes.
    /// </summary>
    private static async ValueTask JudgeEmptied(CommandRun run, EventEntry entry)
    {
        var emptied = entry.Changes.Where(change => change.After is null).Select(change => change.Field).ToHashSet();
        var roles = await run.Transaction.Query(new(PeopleStatements.RolesOfUser, entry.RecordId), row =>
            row.GetString(0), run.Cancellation);
        var demands = Of(run.Solution, roles).Where(demand => emptied.Contains(demand.Field)).ToArray();
        if (demands.Length > 0) await Refuse(run, entry.RecordId, demands);
    }

    private static async ValueTask Refuse(CommandRun run, long user, (Field Field, Role Role)[] demands)
    {
        var people = run.Solution.Entities[CoreEntities.User];
        var purpose = $"demanded {string.Join(',', demands.Select(demand => demand.Field.Key))}";
        var question = run.Plan(people, purpose, () => new RowQuestion(run.Plans.Dialect, people, Expression.True,
            [.. demands.Select(demand => new FieldValue(demand.Field.Type, [], demand.Field))]));
        var answer = await run.Ask(question, user) ?? throw RefusedException.NotFound();
        var refusals = new Refusals();
        foreach (var (demand, _) in demands.Select((demand, i) => (demand, i)).Where(each => answer.Values[each.i] is null))
            refusals.Add(demand.Field.Key, new("people.demanded", demand.Role.Definition.Title, demand.Field.Title));
        refusals.ThrowIfAny();
    }
}
