using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.People;

/// <summary>Changes a person's own password.</summary>
public sealed class Passwords
{
    /// <summary>Validity of a one-time password.</summary>
    internal static readonly TimeSpan OneTimeLife = TimeSpan.FromDays(7);
    /// <summary>The same in whole days, for texts.</summary>
    public static int OneTimeDays => OneTimeLife.Days;
    private readonly Database database;
    private readonly TimeProvider clock;
    private readonly IPasswordHashing hashing;
    private readonly Attempts attempts;

    internal Passwords(Database database, TimeProvider clock, IPasswordHashing hashing, Attempts attempts) =>
        (this.database, this.clock, this.hashing, this.attempts) = (database, clock, hashing, attempts);

    /// <summary>Changes the password; requires the current one. Ends the person's other sessions.</summary>
    /// <returns>Refusals by field (<c>current</c>, <c>password</c>); null on success.</returns>
    public async ValueTask<Outcome.Invalid?> Change(SignedIn signedIn, string current, string password,
        CancellationToken cancellation = default)
    {
        if (signedIn.Actor.ImpersonatorId is not null) return Outcome.Invalid.At("", new("people.not_while_impersonating"));
        if (await attempts.Count(KeyOf(signedIn), cancellation) is { } wait) return Outcome.Invalid.At("current", wait);
        if (!await IsRight(signedIn, current, cancellation)) return Outcome.Invalid.At("current", new("people.wrong_current"));
        await attempts.Forget(KeyOf(signedIn), cancellation);
        if (PasswordPolicy.Refuse(password, signedIn.Person) is { } refusal) return Outcome.Invalid.At("password", refusal);
        if (password == current) return Outcome.Invalid.At("password", new("people.password_same"));
        await database.Write(transaction => Set(transaction, signedIn, hashing.Hash(password), cancellation), cancellation);
        return null;
    }

    /// <summary>Whether this is the person's current password; confirms sensitive actions.</summary>
    internal async ValueTask<bool> IsRight(SignedIn signedIn, string password, CancellationToken cancellation) =>
        password.Length <= PasswordPolicy.Most && await HashOf(signedIn.Person.Id, cancellation) is { } hash
            && hashing.Verify(hash, password);

    private ValueTask<string?> HashOf(long user, CancellationToken cancellation) =>
        database.Read(connection =>
            connection.First(database.Dialect, new(PeopleStatements.FindCredential, user), row => row.Text(0), cancellation), cancellation);

    private async ValueTask<int> Set(Transaction transaction, SignedIn signedIn, string hash, CancellationToken cancellation)
    {
        await transaction.Execute(new(PeopleStatements.SetPassword, signedIn.Person.Id, hash, null, clock.GetUtcNow().UtcDateTime),
            cancellation);
        return await transaction.Execute(new(PeopleStatements.EndSessionsOf, signedIn.Person.Id, signedIn.Session?.Id ?? 0), cancellation);
    }

    private static string KeyOf(SignedIn signedIn) => $"password:{signedIn.Person.Id}";
}
