using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;

namespace Kabinet.Engine.People;

/// <summary>
/// The one gate of every change of a person, whatever its source. Refuses a change of who somebody is without the proof that it needs;
/// a change of a person whose abilities, before or after it, exceed the actor's; a change that leaves no administrator; and a change that
/// breaks <see cref="PersonRules"/>.
/// </summary>
internal sealed class PersonAuthority : IAuthority
{
    private static readonly HashSet<EventKind> OfIdentity =
    [
        EventKind.Created, EventKind.Deleted, EventKind.FactorTurnedOff, EventKind.FactorTurnedOn, EventKind.Impersonated,
        EventKind.PasskeyAdded, EventKind.PasskeyRemoved, EventKind.PasswordReset, EventKind.Restored, EventKind.SessionsEnded,
        EventKind.TokenMade,
    ];

    public async ValueTask Judge(CommandRun run, EventEntry entry)
    {
        if (entry.Entity.Key is not (CoreEntities.User or CoreEntities.Membership)) return;
        if (Confirmation.Refused(run.Actor, NeededProof(entry)) is { } refused) throw new RefusedException(refused);
        // Impersonation checks the reach of the impersonator itself, and changes nobody.
        if (entry.Kind == EventKind.Impersonated) return;
        if (!RoleGranting.IsService(run.Actor)) await JudgeStanding(run, entry);
        JudgeNames(run, entry);
        await PersonRules.Apply(run, entry);
        await RoleDemands.Judge(run, entry);
    }

    /// <summary>
    /// A change of who somebody is needs a recent password. A password change carries the current password with it, and a token is revoked
    /// at once. The event of a part repeats one that was judged.
    /// </summary>
    private static Proof NeededProof(EventEntry entry) =>
        entry.Part is not null ? Proof.Platform
        : entry.Kind == EventKind.PasswordChanged || entry.Kind == EventKind.TokenRevoked ? Proof.Session
        : OfIdentity.Contains(entry.Kind) || entry.Changes.Any(change => Confirmation.IsNeededFor(change.Field)) ? Proof.RecentPassword
        : Proof.Platform;

    /// <summary>
    /// Whoever can change the e-mail of an account can have its password sent to himself, so login and e-mail are changed by those who
    /// manage people, and by the person through <see cref="EmailChange"/>, whatever the solution grants.
    /// </summary>
    private static void JudgeNames(CommandRun run, EventEntry entry)
    {
        if (entry.Kind == EventKind.Created || entry.Part is not null || Accounts.MayRead(run.Actor)) return;
        if (run.Actor.Proof == Proof.Platform) return;
        var refusals = new Refusals();
        foreach (var change in entry.Changes.Where(change => change.Field.Key is PersonRules.Login or PersonRules.Email))
            refusals.Add(change.Field.Key, new("people.names_of_managers"));
        refusals.ThrowIfAny();
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
