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
            await run.Transaction.Execute(new(PeopleStatements.EndSessionsOf, user, 0L), run.Cancellation);
            return await JournalOn(run, user, EventKind.SessionsEnded);
        }, cancellation);
    }

    /// <summary>Sets a new one-time password from the console; ends sessions and removes tokens and the second factor.</summary>
    /// <returns>The password; null when there is no such person.</returns>
    public ValueTask<OneTimePassword?> Reset(string login, CancellationToken cancellation = default) => database.Write(async transaction =>
    {
        var named = new Statement(PeopleStatements.FindPersonByLogin(database.Dialect), VisibleText.Of(login).ToLowerInvariant());
        var person = await transaction.First(database.Dialect, named, row => row.Person(0), cancellation);
        return person is null ? null : await Renew(transaction, person, cancellation);
    }, cancellation);

    /// <summary>Sets a new one-time password. Requires the ability <c>users</c> and all abilities of the person.</summary>
    /// <returns>The password, shown once; null when not allowed or there is no such person.</returns>
    public async ValueTask<OneTimePassword?> Reset(SignedIn signedIn, long user, CancellationToken cancellation = default)
    {
        if (!MayManage(signedIn)) return null;
        OneTimePassword? given = null;
        var outcome = await door.Do(signedIn.Actor, async run =>
        {
            var person = await Known(run, user) ?? throw RefusedException.NotFound();
            given = await Renew(run.Transaction, person, run.Cancellation);
            return await JournalOn(run, user, EventKind.PasswordReset);
        }, cancellation);
        return outcome is Outcome.Done ? given : null;
    }

    private static ValueTask<Outcome.Done> SetActive(CommandRun run, long user, bool active) =>
        PersonWriting.WriteApart(run, user, run.Solution.Entities[CoreEntities.User][CoreFields.Active], active);

    private ValueTask<Person?> Known(CommandRun run, long user) =>
        run.Transaction.First(database.Dialect, new(PeopleStatements.FindPerson, user), row => row.Person(0), run.Cancellation);

    private static async ValueTask<Outcome.Done> JournalOn(CommandRun run, long user, EventKind kind)
    {
        await run.Journal(await run.Authorise(new(run.Solution.Entities[CoreEntities.User], user, kind, 0)));
        return new(user, 0, null);
    }

    private async ValueTask<OneTimePassword> Renew(Transaction transaction, Person person, CancellationToken cancellation)
    {
        await transaction.Execute(new(PeopleStatements.EndSessionsOf, person.Id, 0L), cancellation);
        await transaction.Execute(new(PeopleStatements.RemoveTokensOf, person.Id), cancellation);
        await SecondFactor.Remove(transaction, person.Id, cancellation);
        return await newPeople.GiveOneTime(transaction, person.Id, person.Login, cancellation);
    }
}
