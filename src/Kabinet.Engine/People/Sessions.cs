using Kabinet.Engine.Access;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.People;

/// <summary>Lists and ends a person's own sessions.</summary>
public sealed class Sessions
{
    /// <summary>Most open sessions of a person, and most sign-ins that wait for a code; those used least recently end.</summary>
    internal const int Most = 100, MostPending = 20;
    private readonly Database database;

    internal Sessions(Database database) => this.database = database;

    /// <summary>The person's sessions, newest first.</summary>
    public ValueTask<List<Session>> List(SignedIn signedIn, CancellationToken cancellation = default) =>
        database.Read(connection => connection.All(database.Dialect, new(PeopleStatements.ListSessions, signedIn.Person.Id),
            row => new Session(row.Id(0), row.Moment(1), row.Moment(2), row.TextOrNull(3), row.TextOrNull(4)), cancellation), cancellation);

    /// <summary>
    /// Ends one of the person's own sessions and forgets its browser; does nothing for a session of another person.
    /// </summary>
    /// <returns>The refusal: only the person himself ends sessions, in a session of his own. Null on success.</returns>
    public async ValueTask<Outcome.Invalid?> End(SignedIn signedIn, long session, CancellationToken cancellation = default)
    {
        if (Refused(signedIn) is { } refused) return refused;
        var (user, mine) = (signedIn.Person.Id, signedIn.Session!.Id);
        await database.Write(async transaction =>
        {
            await transaction.Execute(new(PeopleStatements.ForgetBrowser, session, user, mine), cancellation);
            return await transaction.Execute(new(PeopleStatements.EndOwnSession, session, user), cancellation);
        }, cancellation);
        return null;
    }

    /// <summary>Ends the current session; of an impersonation also the session that it was begun from.</summary>
    public async ValueTask SignOut(SignedIn signedIn, CancellationToken cancellation = default)
    {
        if (signedIn.Session is { } session)
            await database.Do(transaction => transaction.Execute(new(PeopleStatements.EndSessionAndParent, session.Id), cancellation),
                cancellation);
    }

    /// <summary>Ends all of the person's sessions except the current one, and forgets all browsers but the current one.</summary>
    /// <returns>The refusal: only the person himself ends sessions, in a session of his own. Null on success.</returns>
    public async ValueTask<Outcome.Invalid?> SignOutElsewhere(SignedIn signedIn, CancellationToken cancellation = default)
    {
        if (Refused(signedIn) is { } refused) return refused;
        await database.Write(transaction => EndOf(transaction, signedIn.Person.Id, signedIn.Session!.Id, cancellation), cancellation);
        return null;
    }

    /// <summary>Ends the sessions of a person and forgets his browsers, but for one session; 0 keeps none.</summary>
    internal static async ValueTask<int> EndOf(Transaction transaction, long user, long but, CancellationToken cancellation)
    {
        await transaction.Execute(new(PeopleStatements.ForgetBrowsersOf, user, but), cancellation);
        return await transaction.Execute(new(PeopleStatements.EndSessionsOf, user, but), cancellation);
    }

    private static Outcome.Invalid? Refused(SignedIn signedIn) =>
        signedIn.Actor.ImpersonatorId is not null ? Outcome.Invalid.At("", new("people.not_while_impersonating"))
        : Confirmation.Refused(signedIn.Actor, Proof.Session);

    /// <summary>A session of somebody who has proved himself by a passkey: whole, and not confirmed by a password.</summary>
    internal static Statement New(string token, long user, Visitor visitor, string? mark, DateTime now) =>
        new(PeopleStatements.AddSession, SecretToken.Hash(token), user, now, Short(visitor.Address), Short(visitor.Agent), false, null,
            null, null, mark is null ? null : SecretToken.Hash(mark));

    /// <summary>Truncates text sent by a visitor.</summary>
    internal static string? Short(string? text) => text?.Length > 200 ? text[..200] : text;
}
