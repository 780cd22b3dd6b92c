using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.People;

/// <summary>Roles, blocking, sessions and password resets.</summary>
public sealed partial class Accounts
{
    /// <summary>Whether an actor may see accounts.</summary>
    public static bool MayRead(Actor actor) => actor.Abilities.Contains(Ability.Users);

    /// <summary>Whether a user may change accounts: has the ability <c>users</c> and is not impersonating.</summary>
    public static bool MayManage(SignedIn signedIn) => MayRead(signedIn.Actor) && signedIn.Actor.ImpersonatorId is null;

    /// <summary>Replaces a person's roles. Requires the ability <c>users</c>; one's own roles cannot be changed.</summary>
    public async ValueTask<Outcome> SetRoles(SignedIn signedIn, long user, IReadOnlyCollection<string> roles,
        CancellationToken cancellation = default)
    {
        if (!MayManage(signedIn) || signedIn.Person.Id == user) return new Outcome.NotFound();
        if (RoleGranting.Refusal(signedIn.Actor, roles) is { } refusal) return Outcome.Invalid.At("roles", refusal);
        return await door.Do(signedIn.Actor, run => newPeople.SetRoles(run, user, roles), cancellation);
    }

    /// <summary>Unblocks or blocks a person. Requires the ability <c>users</c>; blocking ends all the person's sessions.</summary>
    public async ValueTask<Outcome> SetActive(SignedIn signedIn, long user, bool active, CancellationToken cancellation = default) =>
        MayManage(signedIn) ? await door.Do(signedIn.Actor, run => SetActive(run, user, active), cancellation) : new Outcome.NotFound();

    /// <summary>Ends all sessions of another person. Requires the ability <c>users</c>.</summary>
    public async ValueTask<Outcome> EndSessions(SignedIn signedIn, long user, CancellationToken cancellation = default)
    {
        if (!MayManage(signedIn) || signedIn.Person.Id == user) return new Outcome.NotFound();
        return await door.Do(signedIn.Actor, async run =>
        {
            if (await Known(run, user) is null) throw RefusedException.NotFound();
            await Sessions.EndOf(run.Transaction, user, 0, run.Cancellation);
            return await PersonJournal.Write(run, user, EventKind.SessionsEnded);
        }, cancellation);
    }

    /// <summary>Sets a new one-time password from the console; ends sessions and removes passkeys, tokens and the second factor.</summary>
    /// <returns>The password; null when there is no such person.</returns>
    public async ValueTask<OneTimePassword?> Reset(Solution solution, string login, CancellationToken cancellation = default)
    {
        var named = new Statement(PeopleStatements.FindPersonByLogin(database.Dialect), SignInName.Of(login));
        var person = await database.Read(connection => connection.First(database.Dialect, named, row => row.Person(0), cancellation),
            cancellation);
        return person is null ? null : await Reset(Actor.Service(solution, Worker), person.Id, cancellation);
    }

    /// <summary>
    /// Sets a new one-time password. Requires the ability <c>users</c>, all abilities of the person, and a recent password of one's own.
    /// </summary>
    /// <returns>
    /// The password, shown once; the refusal where the actor must prove himself first; neither when not allowed or there is no such
    /// person.
    /// </returns>
    public async ValueTask<(OneTimePassword? Given, Outcome.Invalid? Refusal)> Reset(SignedIn signedIn, long user,
        CancellationToken cancellation = default)
    {
        if (!MayManage(signedIn)) return (null, null);
        if (Confirmation.Refused(signedIn.Actor, Proof.RecentPassword) is { } refused) return (null, refused);
        return (await Reset(signedIn.Actor, user, cancellation), null);
    }

    private async ValueTask<OneTimePassword?> Reset(Actor actor, long user, CancellationToken cancellation)
    {
        OneTimePassword? given = null;
        var outcome = await door.Do(actor, async run =>
        {
            var person = await Known(run, user) ?? throw RefusedException.NotFound();
            given = await Renew(run.Transaction, person, run.Cancellation);
            return await PersonJournal.Write(run, user, EventKind.PasswordReset);
        }, cancellation);
        return outcome is Outcome.Done ? given : null;
    }

    private static ValueTask<Outcome.Done> SetActive(CommandRun run, long user, bool active) =>
        PersonWriting.WriteApart(run, user, run.Solution.Entities[CoreEntities.User][CoreFields.Active], active);

    private ValueTask<Person?> Known(CommandRun run, long user) =>
        run.Transaction.First(database.Dialect, new(PeopleStatements.FindPerson, user), row => row.Person(0), run.Cancellation);

    private async ValueTask<OneTimePassword> Renew(Transaction transaction, Person person, CancellationToken cancellation)
    {
        // First, as a sign-in with a passkey holds its row first: in another order the two would wait for each other.
        await transaction.Execute(new(PasskeyStatements.RemoveOf, person.Id), cancellation);
        await Sessions.EndOf(transaction, person.Id, 0, cancellation);
        await transaction.Execute(new(PeopleStatements.RemoveTokensOf, person.Id), cancellation);
        await SecondFactor.Remove(transaction, person.Id, cancellation);
        return await newPeople.GiveOneTime(transaction, person.Id, person.Login, cancellation);
    }
}
