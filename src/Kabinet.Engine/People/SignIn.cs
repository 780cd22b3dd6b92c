using System.Security.Cryptography;
using System.Text;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.People;

/// <summary>Outcome of a sign-in attempt.</summary>
public abstract record SignInOutcome
{
    private SignInOutcome() { }

    /// <summary>A session is open; the token is returned once.</summary>
    public sealed record Welcome(string Token, bool MustChangePassword) : SignInOutcome;
    /// <summary>The password is correct; the token is useless until the second factor confirms it.</summary>
    public sealed record FactorNeeded(string Token) : SignInOutcome;
    /// <summary>Refused. An unknown login and a wrong password give the same message in the same time.</summary>
    public sealed record Refused(Message Message) : SignInOutcome;
}

/// <summary>Sign-in by login or e-mail with a password.</summary>
public sealed class SignIn
{
    private readonly Database database;
    private readonly TimeProvider clock;
    private readonly IPasswordHashing hashing;
    private readonly Attempts attempts;
    private readonly Lazy<string> nobodysHash;

    internal SignIn(Database database, TimeProvider clock, IPasswordHashing hashing, Attempts attempts)
    {
        (this.database, this.clock, this.hashing, this.attempts) = (database, clock, hashing, attempts);
        nobodysHash = new(() => hashing.Hash(PasswordPolicy.OneTime()));
    }

    /// <summary>Checks the password and opens a session.</summary>
    /// <param name="name">Login or e-mail, as typed.</param>
    /// <param name="password">Password, as typed.</param>
    /// <param name="visitor">Where the request comes from.</param>
    /// <param name="cancellation">Cancels the attempt.</param>
    public async ValueTask<SignInOutcome> Enter(string name, string password, Visitor visitor, CancellationToken cancellation = default)
    {
        var typed = VisibleText.Of(name).ToLowerInvariant();
        // Every spelling that finds the same person is counted together.
        var key = KeyOf(Folding.Fold(typed));
        // The attempt is counted before the password is checked, so parallel guesses are all counted.
        if (await attempts.Count(key, cancellation) is { } wait) return new SignInOutcome.Refused(wait);
        var found = await Find(typed, cancellation);
        var right = hashing.Verify(found?.Hash ?? nobodysHash.Value, password.Length <= PasswordPolicy.Most ? password : "");
        if (!right || found is null || found.OneTimeUntil < Now) return new SignInOutcome.Refused(new("people.wrong_password"));
        await attempts.Forget(key, cancellation);
        return await Open(found, visitor, cancellation);
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private ValueTask<Found?> Find(string typed, CancellationToken cancellation) =>
        database.Read(connection => connection.First(database.Dialect, new(PeopleStatements.FindByLogin(database.Dialect), typed), row =>
            new Found(row.Person(0), row.Text(7), row.MomentOrNull(8), row.YesNo(9)), cancellation), cancellation);

    private async ValueTask<SignInOutcome> Open(Found found, Visitor visitor, CancellationToken cancellation)
    {
        var token = SecretToken.New(SecretToken.SessionPrefix);
        await database.Write(async transaction =>
        {
            if (!found.HasFactor) await transaction.Execute(new(PeopleStatements.TouchSignIn, found.Person.Id, Now), cancellation);
            return await transaction.Execute(NewSession(token, found.Person.Id, visitor, found.HasFactor), cancellation);
        }, cancellation);
        return found.HasFactor ? new SignInOutcome.FactorNeeded(token) : new SignInOutcome.Welcome(token, found.OneTimeUntil is not null);
    }

    private Statement NewSession(string token, long user, Visitor visitor, bool factorPending) =>
        new(PeopleStatements.AddSession, SecretToken.Hash(token), user, Now, Sessions.Short(visitor.Address), Sessions.Short(visitor.Agent),
            factorPending, null, null);

    private static string KeyOf(string typed) => "login:" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(typed)));

    private sealed record Found(Person Person, string Hash, DateTime? OneTimeUntil, bool HasFactor);
}
