using System.Globalization;
using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.People;

/// <summary>Changes a person's own password.</summary>
public sealed class Passwords
{
    private const string Current = "current";
    /// <summary>Validity of a one-time password.</summary>
    internal static readonly TimeSpan OneTimeLife = TimeSpan.FromDays(7);
    /// <summary>The same in whole days, for texts.</summary>
    public static int OneTimeDays => OneTimeLife.Days;
    private readonly Database database;
    private readonly TimeProvider clock;
    private readonly IPasswordHashing hashing;
    private readonly Attempts attempts;
    private readonly CommandDoor door;

    internal Passwords(Database database, TimeProvider clock, IPasswordHashing hashing, Attempts attempts, CommandDoor door) =>
        (this.database, this.clock, this.hashing, this.attempts, this.door) = (database, clock, hashing, attempts, door);

    /// <summary>
    /// Changes the password; requires the current one. Ends the person's other sessions and API tokens, and forgets his other browsers.
    /// </summary>
    /// <returns>Refusals by field (<c>current</c>, <c>password</c>); null on success.</returns>
    public async ValueTask<Outcome.Invalid?> Change(SignedIn signedIn, string current, string password,
        CancellationToken cancellation = default)
    {
        if (signedIn.Actor.ImpersonatorId is not null) return Outcome.Invalid.At("", new("people.not_while_impersonating"));
        if (Confirmation.Refused(signedIn.Actor, Proof.Session) is { } refused) return refused;
        var before = await HashOf(signedIn.Person.Id, cancellation) ?? "";
        if (await Check(signedIn, before, current, Current, cancellation) is { } wrong) return wrong;
        if (password == current) return Outcome.Invalid.At("password", new("people.password_same"));
        if (PasswordPolicy.Refuse(password, signedIn.Person) is { } refusal) return Outcome.Invalid.At("password", refusal);
        var hash = hashing.Hash(password);
        return await door.Do(signedIn.Actor, run => Replace(run, signedIn, before, hash), cancellation) as Outcome.Invalid;
    }

    /// <summary>
    /// Checks the person's current password. Wrong ones are counted by session, so that somebody in one session slows down no other.
    /// </summary>
    /// <returns>The refusal at the field; null for the right password.</returns>
    internal async ValueTask<Outcome.Invalid?> Check(SignedIn signedIn, string password, string field, CancellationToken cancellation) =>
        await Check(signedIn, await HashOf(signedIn.Person.Id, cancellation) ?? "", password, field, cancellation);

    private async ValueTask<Outcome.Invalid?> Check(SignedIn signedIn, string hash, string password, string field,
        CancellationToken cancellation)
    {
        Counter[] counters =
            [new(string.Create(CultureInfo.InvariantCulture, $"password:{signedIn.Session!.Id}"), Pace.OfOnePlace)];
        if (await attempts.Count(counters, cancellation) is { } wait)
            return Outcome.Invalid.At(field, Attempts.Said(wait)) with { Wait = wait };
        if (hash.Length == 0 || password.Length > PasswordPolicy.Most || !hashing.Verify(hash, password))
            return Outcome.Invalid.At(field, new("people.wrong_current"));
        await attempts.Forget(counters, cancellation);
        return null;
    }

    private ValueTask<string?> HashOf(long user, CancellationToken cancellation) =>
        database.Read(connection =>
            connection.First(database.Dialect, new(PeopleStatements.FindCredential, user), row => row.Text(0), cancellation), cancellation);

    /// <summary>A reset in between wins: the change was confirmed with a password that no longer works.</summary>
    private async ValueTask<Outcome.Done> Replace(CommandRun run, SignedIn signedIn, string before, string hash)
    {
        var (user, session) = (signedIn.Person.Id, signedIn.Session!.Id);
        Statement replace = new(PeopleStatements.ReplacePassword, user, before, hash, clock.GetUtcNow().UtcDateTime);
        if (await run.Transaction.Execute(replace, run.Cancellation) == 0)
            throw new RefusedException(Outcome.Invalid.At(Current, new("people.wrong_current")));
        await Sessions.EndOf(run.Transaction, user, session, run.Cancellation);
        await run.Transaction.Execute(new(PeopleStatements.RemoveTokensOf, user), run.Cancellation);
        await run.Transaction.Execute(new(PeopleStatements.ConfirmSession, session, clock.GetUtcNow().UtcDateTime), run.Cancellation);
        return await PersonJournal.Write(run, user, EventKind.PasswordChanged);
    }
}
