using Kabinet.Engine.Access;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.People;

/// <summary>Account facts of a person, for users with the ability <c>users</c>.</summary>
/// <param name="User">Id of the user record.</param>
/// <param name="Roles">Keys of the person's roles, in order.</param>
/// <param name="SignedInAt">Last sign-in, UTC; null for never.</param>
/// <param name="OneTimeUntil">Expiry of the one-time password, UTC; null where the person has chosen a password or has none.</param>
/// <param name="HasFactor">Whether sign-in requires a second factor.</param>
/// <param name="IsAbove">Whether the person has an ability that the actor lacks; the actor may then change nothing.</param>
public sealed record AccountFacts(long User, IReadOnlyList<string> Roles, DateTime? SignedInAt, DateTime? OneTimeUntil, bool HasFactor,
    bool IsAbove);

/// <summary>Reads accounts for actors with the ability <c>users</c>; returns nothing to others.</summary>
public sealed class AccountReading
{
    private readonly Database database;

    internal AccountReading(Database database) => this.database = database;

    /// <summary>Accounts of the given people, by id.</summary>
    public async ValueTask<IReadOnlyDictionary<long, AccountFacts>> Of(Actor actor, IReadOnlyCollection<long> users,
        CancellationToken cancellation = default)
    {
        if (users.Count == 0 || !Accounts.MayRead(actor)) return new Dictionary<long, AccountFacts>();
        var (roles, credentials) = await database.Read(async connection => (
            await connection.All(database.Dialect, PeopleStatements.RolesOfSome(users), row =>
                (User: row.Id(0), Role: row.Text(1)), cancellation),
            await connection.All(database.Dialect, PeopleStatements.CredentialsOfSome(users), row =>
                new Credential(row.Id(0), row.MomentOrNull(1), row.MomentOrNull(2), row.YesNo(3)), cancellation)), cancellation);
        var (rolesOf, credentialOf) = (roles.ToLookup(row => row.User, row => row.Role), credentials.ToDictionary(row => row.User));
        return users.Distinct()
            .ToDictionary(user => user, user => Facts(actor, user, [.. rolesOf[user]], credentialOf.GetValueOrDefault(user)));
    }

    /// <summary>Open sessions of a person, newest first.</summary>
    public async ValueTask<IReadOnlyList<Session>> Sessions(Actor actor, long user, CancellationToken cancellation = default) =>
        !Accounts.MayRead(actor) ? []
        : await database.Read(connection => connection.All(database.Dialect, new(PeopleStatements.ListSessions, user),
            row => new Session(row.Id(0), row.Moment(1), row.Moment(2), row.TextOrNull(3), row.TextOrNull(4)), cancellation), cancellation);

    private static AccountFacts Facts(Actor actor, long user, IReadOnlyList<string> roles, Credential? credential) =>
        new(user, roles, credential?.SignedInAt, credential?.OneTimeUntil, credential?.HasFactor == true,
            !Privileges.Covers(actor.Solution, actor, roles));

    private sealed record Credential(long User, DateTime? SignedInAt, DateTime? OneTimeUntil, bool HasFactor);
}
