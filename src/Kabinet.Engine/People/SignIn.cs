using System.Globalization;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.People;

/// <summary>Outcome of a sign-in attempt.</summary>
public abstract record SignInOutcome
{
    private SignInOutcome() { }

    /// <summary>A session is open; the token is returned once.</summary>
    public sealed record Welcome(string Token, bool MustChangePassword) : SignInOutcome
    {
        /// <summary>The mark for the browser to keep; null for a program.</summary>
        public string? Mark { get; init; }
    }
    /// <summary>The password is correct; the token is useless until the second factor confirms it.</summary>
    public sealed record FactorNeeded(string Token) : SignInOutcome;
    /// <summary>Refused. An unknown login and a wrong password give the same message in the same time.</summary>
    public sealed record Refused(Message Message) : SignInOutcome
    {
        /// <summary>How long to wait before the next attempt; null where the attempt was judged.</summary>
        public TimeSpan? Wait { get; init; }

        internal static Refused Until(TimeSpan wait) => new(Attempts.Said(wait)) { Wait = wait };
    }
}

/// <summary>Sign-in by login or e-mail with a password.</summary>
public sealed class SignIn
{
    private readonly Database database;
    private readonly TimeProvider clock;
    private readonly IPasswordHashing hashing;
    private readonly Attempts attempts;
    private readonly Browsers browsers;
    private readonly Lazy<string> nobodysHash;

    internal SignIn(Database database, TimeProvider clock, IPasswordHashing hashing, Attempts attempts)
    {
        (this.database, this.clock, this.hashing, this.attempts, browsers) = (database, clock, hashing, attempts, new(database));
        nobodysHash = new(() => hashing.Hash(PasswordPolicy.OneTime()));
    }

    /// <summary>Checks the password and opens a session.</summary>
    /// <param name="name">Login or e-mail, as typed.</param>
    /// <param name="password">Password, as typed.</param>
    /// <param name="visitor">Where the request comes from.</param>
    /// <param name="cancellation">Cancels the attempt.</param>
    public async ValueTask<SignInOutcome> Enter(string name, string password, Visitor visitor, CancellationToken cancellation = default)
    {
        var typed = SignInName.Of(name);
        var found = await Find(typed, cancellation);
        var counters = await CountersOf(typed, found, visitor, cancellation);
        if (await attempts.Count(counters, cancellation) is { } wait) return SignInOutcome.Refused.Until(wait);
        var right = hashing.Verify(found?.Hash ?? nobodysHash.Value, password.Length <= PasswordPolicy.Most ? password : "");
        if (!right || found is null || found.OneTimeUntil < Now) return new SignInOutcome.Refused(new("people.wrong_password"));
        await attempts.Forget(counters, cancellation);
        return await Open(found, visitor, cancellation);
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private ValueTask<Found?> Find(string typed, CancellationToken cancellation) =>
        database.Read(connection => connection.First(database.Dialect, new(PeopleStatements.FindByLogin(database.Dialect), typed), row =>
            new Found(row.Person(0), row.Text(7), row.MomentOrNull(8), row.YesNo(9)), cancellation), cancellation);

    /// <summary>
    /// The counters belong to the account found, however its name was typed. A browser where the person has signed in before has a
    /// counter of its own, so failures elsewhere never slow it down.
    /// </summary>
    private async ValueTask<Counter[]> CountersOf(string typed, Found? found, Visitor visitor, CancellationToken cancellation)
    {
        var account = found is null ? $"name:{SignInName.Key(typed)}"
            : string.Create(CultureInfo.InvariantCulture, $"user:{found.Person.Id}");
        // Asked for unknown names as well, so that both take the same time.
        return await browsers.Knows(visitor.Mark, found?.Person.Id ?? 0, cancellation)
            ? [new($"{account} browser:{SecretToken.Hash(visitor.Mark!)}", Pace.OfOnePlace)]
            : [new($"{account} from:{visitor.Network}", Pace.OfOnePlace), new(account, Pace.OfAccount),
                new($"from:{visitor.Network}", Pace.OfAddress)];
    }

    private async ValueTask<SignInOutcome> Open(Found found, Visitor visitor, CancellationToken cancellation)
    {
        var (token, user) = (SecretToken.New(SecretToken.SessionPrefix), found.Person.Id);
        var mark = found.HasFactor ? null : Browsers.MarkOf(visitor);
        await database.Write(async transaction =>
        {
            if (!found.HasFactor) await transaction.Execute(new(PeopleStatements.TouchSignIn, user, Now), cancellation);
            await transaction.Execute(NewSession(token, found, visitor, mark), cancellation);
            await Browsers.Keep(transaction, mark, user, Now, cancellation);
            return await transaction.Execute(new(PeopleStatements.EndSurplusSessions, user, found.HasFactor,
                (long)(found.HasFactor ? Sessions.MostPending : Sessions.Most)), cancellation);
        }, cancellation);
        return found.HasFactor ? new SignInOutcome.FactorNeeded(token)
            : new SignInOutcome.Welcome(token, found.OneTimeUntil is not null) { Mark = mark };
    }

    private Statement NewSession(string token, Found found, Visitor visitor, string? mark) =>
        new(PeopleStatements.AddSession, SecretToken.Hash(token), found.Person.Id, Now, Sessions.Short(visitor.Address),
            Sessions.Short(visitor.Agent), found.HasFactor, null, null, found.HasFactor ? null : Now,
            mark is null ? null : SecretToken.Hash(mark));

    private sealed record Found(Person Person, string Hash, DateTime? OneTimeUntil, bool HasFactor);
}
