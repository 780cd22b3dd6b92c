using System.Globalization;
using System.Security.Cryptography;
using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.People;

/// <summary>State of a person's second factor.</summary>
/// <param name="On">Whether sign-in requires a code.</param>
/// <param name="RecoveryCodes">Number of unused recovery codes.</param>
public sealed record FactorState(bool On, int RecoveryCodes);

/// <summary>The second factor: codes of an authenticator app, and recovery codes.</summary>
public sealed class SecondFactor
{
    /// <summary>How long a sign-in with a correct password waits for its code.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private const string CodeLetters = "abcdefghjkmnpqrstuvwxyz23456789";
    private readonly Database database;
    private readonly TimeProvider clock;
    private readonly ISecretProtection protection;
    private readonly Attempts attempts;
    private readonly CommandDoor door;

    internal SecondFactor(Database database, TimeProvider clock, ISecretProtection protection, Attempts attempts, CommandDoor door) =>
        (this.database, this.clock, this.protection, this.attempts, this.door) = (database, clock, protection, attempts, door);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Current state of the person's second factor.</summary>
    public ValueTask<FactorState> State(SignedIn signedIn, CancellationToken cancellation = default) => database.Read(async connection =>
        new FactorState((await Stored(connection, signedIn.Person.Id, cancellation))?.On == true,
            (int)(long)(await connection.Scalar(new(PeopleStatements.CountRecoveryCodes, signedIn.Person.Id), DataType.Whole,
                cancellation))!), cancellation);

    /// <summary>
    /// Creates a new secret, not yet required at sign-in. Null when the factor is already on or the user is impersonating.
    /// </summary>
    public async ValueTask<string?> Begin(SignedIn signedIn, CancellationToken cancellation = default)
    {
        if (IsForeign(signedIn)) return null;
        var secret = Totp.NewSecret();
        // Encrypt before the transaction: keys may have to be read from the database, and a flow holds only one connection.
        var statement = new Statement(PeopleStatements.SetFactorSecret, signedIn.Person.Id, protection.Protect(secret));
        var set = await database.Write(transaction => transaction.Execute(statement, cancellation), cancellation);
        return set == 1 ? secret : null;
    }

    /// <summary>The unconfirmed secret, for its QR code; null when there is none.</summary>
    public async ValueTask<string?> Begun(SignedIn signedIn, CancellationToken cancellation = default)
    {
        if (IsForeign(signedIn)) return null;
        var stored = await database.Read(connection => Stored(connection, signedIn.Person.Id, cancellation), cancellation);
        return stored is { On: false, Secret: { } secret } ? protection.Unprotect(secret) : null;
    }

    /// <summary>The address that an authenticator app reads from the QR code.</summary>
    public static Uri AddressOf(Solution solution, Person person, string secret)
    {
        var issuer = Uri.EscapeDataString(solution.Settings.Title.In(solution.Settings.Language));
        return new($"otpauth://totp/{issuer}:{Uri.EscapeDataString(person.Login)}?secret={secret}&issuer={issuer}");
    }

    /// <summary>Turns the factor on after the first correct code. Requires a recent password.</summary>
    /// <returns>Recovery codes, shown once; or the refusal.</returns>
    public async ValueTask<(IReadOnlyList<string>? Codes, Outcome.Invalid? Refusal)> Confirm(SignedIn signedIn, string code,
        CancellationToken cancellation = default)
    {
        if (Confirmation.Refused(signedIn.Actor, Proof.RecentPassword) is { } refused) return (null, refused);
        if (await attempts.Count(Counters(signedIn.Person.Id), cancellation) is { } wait)
            return (null, Outcome.Invalid.At("code", Attempts.Said(wait)) with { Wait = wait });
        var step = await Begun(signedIn, cancellation) is { } secret ? Totp.Match(secret, Digits(code), Now, 0) : null;
        if (step is null) return (null, Outcome.Invalid.At("code", new("people.wrong_code")));
        await attempts.Forget(Counters(signedIn.Person.Id), cancellation);
        string[] codes = [.. Enumerable.Range(0, 8).Select(_ => RandomNumberGenerator.GetString(CodeLetters, 16))];
        var outcome = await door.Do(signedIn.Actor, run => TurnOn(run, signedIn.Person.Id, step.Value, codes), cancellation);
        return outcome is Outcome.Done ? ([.. codes.Select(Grouped)], null)
            : (null, outcome as Outcome.Invalid ?? Outcome.Invalid.At("code", new("people.wrong_code")));
    }

    /// <summary>Turns the factor off. Requires a recent password.</summary>
    public async ValueTask<Outcome.Invalid?> TurnOff(SignedIn signedIn, CancellationToken cancellation = default)
    {
        if (Confirmation.Refused(signedIn.Actor, Proof.RecentPassword) is { } refused) return refused;
        return await door.Do(signedIn.Actor, async run =>
        {
            await Remove(run.Transaction, signedIn.Person.Id, run.Cancellation);
            return await PersonJournal.Write(run, signedIn.Person.Id, EventKind.FactorTurnedOff);
        }, cancellation) as Outcome.Invalid;
    }

    /// <summary>Completes a sign-in that waits for its code.</summary>
    /// <param name="token">The token of <see cref="SignInOutcome.FactorNeeded"/>.</param>
    /// <param name="code">Six digits, or a recovery code.</param>
    /// <param name="visitor">Where the request comes from.</param>
    /// <param name="cancellation">Cancels the attempt.</param>
    public async ValueTask<SignInOutcome> Pass(string token, string code, Visitor visitor, CancellationToken cancellation = default)
    {
        var pending = await database.Read(connection =>
            connection.First(database.Dialect, new(PeopleStatements.FindPending, SecretToken.Hash(token), Now - Patience),
            row => new Pending(row.Id(0), row.Id(1)), cancellation), cancellation);
        if (pending is null) return new SignInOutcome.Refused(new("people.factor_late"));
        if (await attempts.Count(Counters(pending.User), cancellation) is { } wait) return SignInOutcome.Refused.Until(wait);
        if (!await Uses(pending.User, code, cancellation)) return new SignInOutcome.Refused(new("people.wrong_code"));
        await attempts.Forget(Counters(pending.User), cancellation);
        var (fresh, mark) = (SecretToken.New(SecretToken.SessionPrefix), Browsers.MarkOf(visitor));
        var passed = await database.Write(transaction => Open(transaction, pending, fresh, mark, cancellation), cancellation);
        return passed ? new SignInOutcome.Welcome(fresh, false) { Mark = mark } : new SignInOutcome.Refused(new("people.factor_late"));
    }

    private async ValueTask<bool> Open(Transaction transaction, Pending pending, string fresh, string? mark, CancellationToken cancellation)
    {
        Statement pass = new(PeopleStatements.PassFactor, pending.Session, SecretToken.Hash(fresh), Now,
            mark is null ? null : SecretToken.Hash(mark));
        if (await transaction.Execute(pass, cancellation) == 0) return false;
        await transaction.Execute(new(PeopleStatements.TouchSignIn, pending.User, Now), cancellation);
        await Browsers.Keep(transaction, mark, pending.User, Now, cancellation);
        await transaction.Execute(new(PeopleStatements.EndSurplusSessions, pending.User, false, (long)Sessions.Most), cancellation);
        return true;
    }

    /// <summary>Each code opens once: the step or the recovery code is spent in the same write that finds it unspent.</summary>
    private async ValueTask<bool> Uses(long user, string code, CancellationToken cancellation)
    {
        var stored = await database.Read(connection => Stored(connection, user, cancellation), cancellation);
        var step = stored is { On: true, Secret: { } secret } && protection.Unprotect(secret) is { } known
            ? Totp.Match(known, Digits(code), Now, stored.Step) : null;
        Statement spend = step is { } used ? new(PeopleStatements.UseFactorStep, user, used)
            : new(PeopleStatements.UseRecoveryCode, user, SecretToken.Hash(Letters(code)));
        return await database.Write(transaction => transaction.Execute(spend, cancellation), cancellation) == 1;
    }

    private ValueTask<StoredFactor?> Stored(Connection connection, long user, CancellationToken cancellation) =>
        connection.First(database.Dialect, new(PeopleStatements.FindCredential, user), row =>
            new StoredFactor(row.TextOrNull(1), row.YesNo(2), row.Whole(3) ?? 0), cancellation);

    private static async ValueTask<Outcome.Done> TurnOn(CommandRun run, long user, long step, string[] codes)
    {
        if (await run.Transaction.Execute(new(PeopleStatements.TurnFactorOn, user, step), run.Cancellation) == 0)
            throw new RefusedException(Outcome.Invalid.At("code", new("people.wrong_code")));
        await run.Transaction.Execute(new(PeopleStatements.RemoveRecoveryCodes, user), run.Cancellation);
        foreach (var code in codes)
            await run.Transaction.Execute(new(PeopleStatements.AddRecoveryCode, user, SecretToken.Hash(code)), run.Cancellation);
        return await PersonJournal.Write(run, user, EventKind.FactorTurnedOn);
    }

    internal static async ValueTask<int> Remove(Transaction transaction, long user, CancellationToken cancellation)
    {
        await transaction.Execute(new(PeopleStatements.RemoveRecoveryCodes, user), cancellation);
        return await transaction.Execute(new(PeopleStatements.TurnFactorOff, user), cancellation);
    }

    private static bool IsForeign(SignedIn signedIn) => signedIn.Session is null || signedIn.Actor.ImpersonatorId is not null;
    private static string Digits(string code) => string.Concat(code.Where(char.IsAsciiDigit));
    private static string Letters(string code) => string.Concat(code.Where(char.IsLetterOrDigit)).ToLowerInvariant();
    private static string Grouped(string code) => string.Join('-', code.Chunk(4).Select(part => new string(part)));
    private static Counter[] Counters(long user) =>
        [new(string.Create(CultureInfo.InvariantCulture, $"factor:{user}"), Pace.OfOnePlace)];

    private sealed record StoredFactor(string? Secret, bool On, long Step);

    private sealed record Pending(long Session, long User);
}
