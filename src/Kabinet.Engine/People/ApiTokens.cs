using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.People;

/// <summary>An API token of a person.</summary>
/// <param name="Id">Id.</param>
/// <param name="Name">Purpose, in the person's words.</param>
/// <param name="CreatedAt">Moment, UTC.</param>
/// <param name="SeenAt">Last use, UTC, accurate to five minutes; null for never.</param>
public sealed record ApiToken(long Id, string Name, DateTime CreatedAt, DateTime? SeenAt);

/// <summary>API tokens: programs act as a person with that person's rights.</summary>
public sealed class ApiTokens
{
    /// <summary>Most tokens of one person.</summary>
    internal const int Most = 50;
    private readonly Database database;
    private readonly TimeProvider clock;
    private readonly CommandDoor door;

    internal ApiTokens(Database database, TimeProvider clock, CommandDoor door) =>
        (this.database, this.clock, this.door) = (database, clock, door);

    /// <summary>The person's tokens, newest first.</summary>
    public ValueTask<List<ApiToken>> List(SignedIn signedIn, CancellationToken cancellation = default) =>
        database.Read(connection => connection.All(database.Dialect, new(PeopleStatements.ListTokens, signedIn.Person.Id),
            row => new ApiToken(row.Id(0), row.Text(1), row.Moment(2), row.MomentOrNull(3)), cancellation), cancellation);

    /// <summary>Creates a token, which is shown once. Requires a recent password in a session of the person himself.</summary>
    /// <returns>The token, or the refusal.</returns>
    public async ValueTask<(string? Token, Outcome.Invalid? Refusal)> Create(SignedIn signedIn, string name,
        CancellationToken cancellation = default)
    {
        // A token that can create tokens would outlive its own revocation.
        if (Confirmation.Refused(signedIn.Actor, Proof.RecentPassword) is { } refused) return (null, refused);
        if (VisibleText.Of(name) is not { Length: > 0 and <= 100 } named)
            return (null, Outcome.Invalid.At("token", new("people.token_name")));
        var token = SecretToken.New(SecretToken.ApiPrefix);
        var outcome = await door.Do(signedIn.Actor, run => Add(run, signedIn.Person.Id, token, named), cancellation);
        return outcome is Outcome.Done ? (token, null) : (null, outcome as Outcome.Invalid);
    }

    /// <summary>Revokes one of the person's tokens, in a session of the person himself.</summary>
    /// <returns>The refusal; null on success, and where there is no such token.</returns>
    public async ValueTask<Outcome.Invalid?> Revoke(SignedIn signedIn, long token, CancellationToken cancellation = default)
    {
        if (signedIn.Actor.ImpersonatorId is not null) return Outcome.Invalid.At("", new("people.not_while_impersonating"));
        if (Confirmation.Refused(signedIn.Actor, Proof.Session) is { } refused) return refused;
        return await door.Do(signedIn.Actor, run => Remove(run, signedIn.Person.Id, token), cancellation) as Outcome.Invalid;
    }

    private async ValueTask<Outcome.Done> Add(CommandRun run, long user, string token, string name)
    {
        // Two requests that add the last token at once would both count one too few.
        await run.Lock(run.Solution.Entities[CoreEntities.User], user);
        var count = await run.Transaction.Scalar(new(PeopleStatements.CountTokens, user), DataType.Whole, run.Cancellation);
        if (count is not long held || held >= Most)
            throw new RefusedException(Outcome.Invalid.At("", new("people.too_many_tokens", Most)));
        Statement add = new(PeopleStatements.AddToken, SecretToken.Hash(token), user, name, clock.GetUtcNow().UtcDateTime);
        await run.Transaction.Execute(add, run.Cancellation);
        return await PersonJournal.Write(run, user, EventKind.TokenMade, name);
    }

    private async ValueTask<Outcome.Done> Remove(CommandRun run, long user, long token)
    {
        var name = await run.Transaction.First(database.Dialect, new(PeopleStatements.FindToken, token, user), row => row.Text(0),
            run.Cancellation);
        if (await run.Transaction.Execute(new(PeopleStatements.RemoveToken, token, user), run.Cancellation) == 0)
            throw RefusedException.NotFound();
        return await PersonJournal.Write(run, user, EventKind.TokenRevoked, name);
    }
}
