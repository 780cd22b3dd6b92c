using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.People;

/// <summary>Nobody gives, takes over or resets what he does not have himself.</summary>
public static class Privileges
{
    /// <summary>Abilities of several roles with everything they include.</summary>
    public static IReadOnlySet<string> OfRoles(Solution solution, IEnumerable<string> roles) =>
        AccessPolicy.Of(solution).Together(roles).Abilities;

    /// <summary>Roles of people that have an ability, of themselves or by what they include.</summary>
    internal static IReadOnlySet<string> RolesWith(Solution solution, string ability) =>
        solution.Roles.Keys.Where(role => OfRoles(solution, [role]).Contains(ability)).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether an actor may give a role to somebody, or act upon somebody who has these roles.</summary>
    public static bool Covers(Solution solution, Actor actor, IEnumerable<string> roles) => OfRoles(solution, roles).IsSubsetOf(actor.Abilities);

    /// <summary>
    /// Refuses what an actor writes about a person whose abilities, before or after, he does not have himself, what would leave nobody
    /// to manage people,
    /// and what no change of a person may do: see <see cref="PersonRules"/>.
    /// </summary>
    /// <exception cref="RefusedException">The person stands above him, is himself, or is the last of his kind.</exception>
    internal static async ValueTask Judge(CommandRun run, EventEntry entry)
    {
        if (entry.Kind == EventKind.Impersonated || entry.Entity.Key is not (CoreEntities.User or CoreEntities.Membership)) return;
        if (!IsService(run.Actor)) await JudgeStanding(run, entry);
        await PersonRules.Apply(run, entry);
    }

    private static async ValueTask JudgeStanding(CommandRun run, EventEntry entry)
    {
        var statement = new Statement(entry.Entity.Key == CoreEntities.User ? PeopleStatements.RolesOfUser : PeopleStatements.RolesAround, entry.RecordId);
        var roles = await run.Transaction.Query(statement, row => row.GetString(0), run.Cancellation);
        var before = entry.Changes.Where(change => change.Field.Key == CoreFields.Role).Select(change => change.Before).OfType<string>();
        if (!Covers(run.Solution, run.Actor, roles.Concat(before))) throw new RefusedException(Outcome.Invalid.At("", new("people.above")));
        await Administrators.Judge(run, entry);
    }

    private static bool IsService(Actor actor) => actor.Roles.All(role => actor.Solution.Roles[role].Definition.Service);
}
