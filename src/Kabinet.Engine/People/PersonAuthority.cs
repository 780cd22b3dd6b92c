using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.People;

/// <summary>
/// Refuses a change of a person whose abilities, before or after it, exceed the actor's; a change that leaves no administrator;
/// and a change that breaks <see cref="PersonRules"/>.
/// </summary>
internal sealed class PersonAuthority : IAuthority
{
    public async ValueTask Judge(CommandRun run, EventEntry entry)
    {
        if (entry.Kind == EventKind.Impersonated || entry.Entity.Key is not (CoreEntities.User or CoreEntities.Membership)) return;
        if (!RoleGranting.IsService(run.Actor)) await JudgeStanding(run, entry);
        await PersonRules.Apply(run, entry);
    }

    private static async ValueTask JudgeStanding(CommandRun run, EventEntry entry)
    {
        var rolesOf = entry.Entity.Key == CoreEntities.User ? PeopleStatements.RolesOfUser : PeopleStatements.RolesAround;
        var roles = await run.Transaction.Query(new(rolesOf, entry.RecordId), row => row.GetString(0), run.Cancellation);
        var before = entry.Changes.Where(change => change.Field.Key == CoreFields.Role).Select(change => change.Before).OfType<string>();
        if (!Privileges.Covers(run.Solution, run.Actor, roles.Concat(before)))
            throw new RefusedException(Outcome.Invalid.At("", new("people.above")));
        await Administrators.Judge(run, entry);
    }
}
