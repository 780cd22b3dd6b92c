using System.Globalization;
using System.Security.Cryptography;
using Kabinet.Engine.Expressions;
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
    private readonly Passwords passwords;

    internal SecondFactor(Database database, TimeProvider clock, ISecretProtection protection, Attempts attempts, Passwords passwords) =>
        (this.database, this.clock, this.protection, this.attempts, this.passwords) = (database, clock, protection, attempts, passwords);

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

    /// <summary>Turns the factor on after the first correct code.</summary>
    /// <returns>Recovery codes, shown once; or the refusal.</returns>
    public async ValueTask<(IReadOnlyList<string>? Codes, Outcome.Invalid? Refusal)> Confirm(SignedIn signedIn, string code,
        CancellationToken cancellation = default)
    {
        if (await attempts.Count(KeyOf(signedIn.Person.Id), cancellation) is { } wait) return (null, Outcome.Invalid.At("code", wait));
        var step = await Begun(signedIn, cancellation) is { } secret ? Totp.Match(secret, Digits(code), Now, 0) : null;
        if (step is null) return (null, Outcome.Invalid.At("code", new("people.wrong_code")));
        await attempts.Forget(KeyOf(signedIn.Person.Id), cancellation);
        string[] codes = [.. Enumerable.Range(0, 8).Select(_ => RandomNumberGenerator.GetString(CodeLetters, 16))];
        await database.Write(transaction => TurnOn(transaction, signedIn.Person.Id, step.Value, codes, cancellation), cancellation);
        return ([.. codes.Select(Grouped)], null);
    }

    /// <summary>Turns the factor off; requires the password.</summary>
    public async ValueTask<Outcome.Invalid?> TurnOff(SignedIn signedIn, string password, CancellationToken cancellation = default)
    {
        if (IsForeign(signedIn)) return Outcome.Invalid.At("", new("people.not_while_impersonating"));
        if (await attempts.Count(KeyOf(signedIn.Person.Id), cancellation) is { } wait) return Outcome.Invalid.At("current", wait);
        if (!await passwords.IsRight(signedIn, password, cancellation)) return Outcome.Invalid.At("current", new("people.wrong_current"));
        await attempts.Forget(KeyOf(signedIn.Person.Id), cancellation);
        await database.Write(transaction => Remove(transaction, signedIn.Person.Id, cancellation), cancellation);
        return null;
    }

    /// <summary>Completes a sign-in that waits for its code.</summary>
    /// <param name="token">The token of <see cref="SignInOutcome.FactorNeeded"/>.</param>
    /// <param name="code">Six digits, or a recovery code.</param>
    /// <param name="cancellation">Cancels the attempt.</param>
    public async ValueTask<SignInOutcome> Pass(string token, string code, CancellationToken cancellation = default)
    {
        var pending = await database.Read(connection =>
            connection.First(database.Dialect, new(PeopleStatements.FindPending, SecretToken.Hash(token), Now - Patience),
            row => new Pending(row.Id(0), row.Id(1)), cancellation), cancellation);
        if (pending is null) return new SignInOutcome.Refused(new("people.factor_late"));
        if (await attempts.Count(KeyOf(pending.User), cancellation) is { } wait) return new SignInOutcome.Refused(wait);
        if (!await Uses(pending.User, code, cancellation)) return new SignInOutcome.Refused(new("people.wrong_code"));
        await attempts.Forget(KeyOf(pending.User), cancellation);
        var fresh = SecretToken.New(SecretToken.SessionPrefix);
        var passed = await database.Write(async transaction =>
        {
            await transaction.Execute(new(PeopleStatements.TouchSignIn, pending.User, Now), cancellation);
            return await transaction.Execute(new(PeopleStatements.PassFactor, pending.Session, SecretToken.Hash(fresh)), cancellation);
        }, cancellation);
        return passed == 1 ? new SignInOutcome.Welcome(fresh, false) : new SignInOutcome.Refused(new("people.factor_late"));
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

    private static async ValueTask<int> TurnOn(Transaction transaction, long user, long step, string[] codes,
        CancellationToken cancellation)
    {
        await transaction.Execute(new(PeopleStatements.RemoveRecoveryCodes, user), cancellation);
        foreach (var code in codes)
            await transaction.Execute(new(PeopleStatements.AddRecoveryCode, user, SecretToken.Hash(code)), cancellation);
        return await transaction.Execute(new(PeopleStatements.TurnFactorOn, user, step), cancellation);
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
    private static string KeyOf(long user) => string.Create(CultureInfo.InvariantCulture, $"factor:{user}");

    private sealed record StoredFactor(string? Secret, bool On, long Step);

    private sealed record Pending(long Session, long User);
}
