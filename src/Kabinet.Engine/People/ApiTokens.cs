using Kabinet.Engine.Expressions;
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
    private const int Most = 50;
    private readonly Database database;
    private readonly TimeProvider clock;

    internal ApiTokens(Database database, TimeProvider clock) => (this.database, this.clock) = (database, clock);

    /// <summary>The person's tokens, newest first.</summary>
    public ValueTask<List<ApiToken>> List(SignedIn signedIn, CancellationToken cancellation = default) =>
        database.Read(connection => connection.All(database.Dialect, new(PeopleStatements.ListTokens, signedIn.Person.Id),
            row => new ApiToken(row.Id(0), row.Text(1), row.Moment(2), row.MomentOrNull(3)), cancellation), cancellation);

    /// <summary>Creates a token, which is shown once.</summary>
    /// <returns>The token, or the refusal.</returns>
    public async ValueTask<(string? Token, Outcome.Invalid? Refusal)> Create(SignedIn signedIn, string name,
        CancellationToken cancellation = default)
    {
        // A token that can create tokens would outlive its own revocation.
        if (signedIn.Session is null || signedIn.Actor.ImpersonatorId is not null)
            return (null, Outcome.Invalid.At("", new("people.not_while_impersonating")));
        if (VisibleText.Of(name) is not { Length: > 0 and <= 100 } seen)
            return (null, Outcome.Invalid.At("name", new("people.token_name")));
        var token = SecretToken.New(SecretToken.ApiPrefix);
        var added = await database.Write(async transaction =>
            (long)(await transaction.Scalar(new(PeopleStatements.CountTokens, signedIn.Person.Id), DataType.Whole, cancellation))! < Most
                ? await transaction.Execute(
                    new(PeopleStatements.AddToken, SecretToken.Hash(token), signedIn.Person.Id, seen, clock.GetUtcNow().UtcDateTime),
                    cancellation) : 0, cancellation);
        return added == 1 ? (token, null) : (null, Outcome.Invalid.At("", new("people.too_many_tokens", Most)));
    }

    /// <summary>Revokes one of the person's tokens.</summary>
    public ValueTask Revoke(SignedIn signedIn, long token, CancellationToken cancellation = default) =>
        database.Do(transaction => transaction.Execute(new(PeopleStatements.RemoveToken, token, signedIn.Person.Id), cancellation),
            cancellation);
}
