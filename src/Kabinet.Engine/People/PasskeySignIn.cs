using Kabinet.Engine.Storage;

namespace Kabinet.Engine.People;

/// <summary>A passkey whose signature over a challenge the host has verified; the device says that it has recognised its person.</summary>
/// <param name="Credential">Id of the passkey, in base64url.</param>
/// <param name="Challenge">What was signed; it opens one session.</param>
/// <param name="Until">When the challenge is over, UTC.</param>
/// <param name="SignCount">How many signatures the device has counted; 0 where it does not count.</param>
/// <param name="IsBackedUp">Whether the passkey is on several devices of the person.</param>
public sealed record ProvenPasskey(string Credential, string Challenge, DateTime Until, long SignCount, bool IsBackedUp);

/// <summary>
/// Sign-in with a passkey. The device has verified its person, which is two factors at once, so no code is asked. The session is not
/// confirmed by it: to change who somebody is the password is typed.
/// </summary>
public sealed class PasskeySignIn
{
    /// <summary>How long a challenge waits for its answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly Database database;
    private readonly TimeProvider clock;
    private readonly Attempts attempts;

    internal PasskeySignIn(Database database, TimeProvider clock, Attempts attempts) =>
        (this.database, this.clock, this.attempts) = (database, clock, attempts);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Has the passkey verified and opens a session. Every refusal but that of a pause has the same message.</summary>
    /// <param name="prove">Verifies what the device sent; null where it proves nothing. Not called during a pause.</param>
    /// <param name="visitor">Where the request comes from.</param>
    /// <param name="cancellation">Cancels the attempt.</param>
    public async ValueTask<SignInOutcome> Enter(Func<ValueTask<ProvenPasskey?>> prove, Visitor visitor,
        CancellationToken cancellation = default)
    {
        var counters = CountersOf(visitor);
        if (await attempts.Count(counters, cancellation) is { } wait) return SignInOutcome.Refused.Until(wait);
        var welcome = await prove() is { } proven ? await Open(proven, visitor, cancellation) : null;
        if (welcome is null) return new SignInOutcome.Refused(new("people.wrong_passkey"));
        await attempts.Forget(counters, cancellation);
        return welcome;
    }

    /// <summary>
    /// Nobody knows whose passkey will be tried, so there is no counter of an account. A browser in which somebody has signed in before has
    /// one of its own, so failures elsewhere never slow it down.
    /// </summary>
    private static Counter[] CountersOf(Visitor visitor) =>
        visitor.Mark is { } mark ? [new($"passkey browser:{SecretToken.Hash(mark)}", Pace.OfOnePlace)]
            : [new($"passkey from:{visitor.Network}", Pace.OfAddress)];

    private ValueTask<SignInOutcome.Welcome?> Open(ProvenPasskey proven, Visitor visitor, CancellationToken cancellation)
    {
        var (token, mark) = (SecretToken.New(SecretToken.SessionPrefix), Browsers.MarkOf(visitor));
        return database.Write(async transaction =>
        {
            if (await Admitted(transaction, proven, cancellation) is not { } owner) return null;
            await transaction.Execute(new(PeopleStatements.TouchSignIn, owner.User, Now), cancellation);
            await transaction.Execute(Sessions.New(token, owner.User, visitor, mark, Now), cancellation);
            await Browsers.Keep(transaction, mark, owner.User, Now, cancellation);
            await transaction.Execute(new(PeopleStatements.EndSurplusSessions, owner.User, false, (long)Sessions.Most), cancellation);
            return new SignInOutcome.Welcome(token, owner.OneTimeUntil is not null) { Mark = mark };
        }, cancellation);
    }

    /// <summary>The owner, where he may sign in and neither the challenge nor the count of the device was used before.</summary>
    private async ValueTask<Owner?> Admitted(Transaction transaction, ProvenPasskey proven, CancellationToken cancellation)
    {
        var owner = await transaction.First(database.Dialect, new(PasskeyStatements.FindOwner, proven.Credential), row =>
            new Owner(row.Id(0), row.Id(1), row.MomentOrNull(2)), cancellation);
        if (owner is null || owner.OneTimeUntil < Now || proven.Until < Now) return null;
        Statement spend = new(PasskeyStatements.SpendChallenge, SecretToken.Hash(proven.Challenge), proven.Until);
        if (await transaction.Execute(spend, cancellation) == 0) return null;
        Statement use = new(PasskeyStatements.Use, owner.Passkey, proven.SignCount, proven.IsBackedUp, Now);
        return await transaction.Execute(use, cancellation) == 0 ? null : owner;
    }

    private sealed record Owner(long Passkey, long User, DateTime? OneTimeUntil);
}
