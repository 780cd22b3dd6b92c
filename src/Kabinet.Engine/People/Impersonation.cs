using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.People;

/// <summary>
/// Lets a user with the ability <c>impersonate</c> act as another person. It is shown and journalled, and limited to people with no
/// abilities beyond the user's own.
/// </summary>
public sealed class Impersonation
{
    private readonly Database database;
    private readonly TimeProvider clock;
    private readonly CommandDoor door;

    internal Impersonation(Database database, TimeProvider clock, CommandDoor door) =>
        (this.database, this.clock, this.door) = (database, clock, door);

    /// <summary>Opens a session as another person, in addition to the current one.</summary>
    /// <returns>Token of the new session; the refusal where the password must be typed first; neither when not allowed.</returns>
    public async ValueTask<(string? Token, Outcome.Invalid? Refusal)> Begin(SignedIn signedIn, long user, Visitor visitor,
        CancellationToken cancellation = default)
    {
        if (!MayBegin(signedIn, user)) return (null, null);
        if (Confirmation.Refused(signedIn.Actor, Proof.RecentPassword) is { } refused) return (null, refused);
        var token = SecretToken.New(SecretToken.SessionPrefix);
        Statement session = new(PeopleStatements.AddSession, SecretToken.Hash(token), user, clock.GetUtcNow().UtcDateTime,
            Sessions.Short(visitor.Address), Sessions.Short(visitor.Agent), false,
            signedIn.Person.Id, signedIn.Session!.Id, null, null);
        var outcome = await door.Do(signedIn.Actor, async run =>
        {
            if (!await IsWithinReach(run.Transaction, signedIn, user, cancellation)) throw RefusedException.NotFound();
            await run.Transaction.Execute(session, cancellation);
            await run.Journal(await run.Authorise(new(run.Solution.Entities[CoreEntities.User], user, EventKind.Impersonated, 0)));
            return new Outcome.Done(user, 0, null);
        }, cancellation);
        return (outcome is Outcome.Done ? token : null, null);
    }

    /// <summary>Ends the impersonation and returns a token of the original session.</summary>
    public async ValueTask<string?> End(SignedIn signedIn, CancellationToken cancellation = default)
    {
        if (signedIn is not { Session: { } session, Actor.ImpersonatorId: { } impersonator }) return null;
        var token = SecretToken.New(SecretToken.SessionPrefix);
        return await database.Write(async transaction =>
        {
            var parent = await transaction.First(database.Dialect, new(PeopleStatements.FindParent, session.Id, impersonator), row =>
                new ParentSession(row.Id(0)), cancellation);
            await transaction.Execute(new(PeopleStatements.EndSession, session.Id), cancellation);
            if (parent is null) return null;
            await transaction.Execute(new(PeopleStatements.RotateSession, parent.Id, SecretToken.Hash(token)), cancellation);
            return token;
        }, cancellation);
    }

    private static bool MayBegin(SignedIn signedIn, long user) =>
        signedIn is { Session: not null, Actor.ImpersonatorId: null, MustChangePassword: false }
            && signedIn.Actor.Abilities.Contains(Ability.Impersonate) && signedIn.Person.Id != user;

    private async ValueTask<bool> IsWithinReach(Transaction transaction, SignedIn signedIn, long user, CancellationToken cancellation)
    {
        var roles = await transaction.All(database.Dialect, new(PeopleStatements.RolesOfActive, user), row => row.Text(0), cancellation);
        return roles.Count > 0 && Privileges.Covers(signedIn.Actor.Solution, signedIn.Actor, roles);
    }

    private sealed record ParentSession(long Id);
}
