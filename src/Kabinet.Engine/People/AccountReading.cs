using Kabinet.Engine.Access;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.People;

/// <summary>What those who manage people know of somebody's account.</summary>
/// <param name="User">Id of the user record.</param>
/// <param name="Roles">Keys of his roles, in order.</param>
/// <param name="SignedInAt">Last sign-in, UTC; null where he has never been in.</param>
/// <param name="OneTimeUntil">Until when the password given to him works, UTC; null where he has chosen his own or has none.</param>
/// <param name="HasFactor">Codes of a second factor are asked of him.</param>
/// <param name="IsAbove">He has an ability that the reader has not: the reader changes nothing about him.</param>
public sealed record AccountFacts(long User, IReadOnlyList<string> Roles, DateTime? SignedInAt, DateTime? OneTimeUntil, bool HasFactor, bool IsAbove);

/// <summary>Reads accounts for those with the ability <c>users</c>; for anybody else there are none.</summary>
public sealed class AccountReading
{
    private readonly Database database;

    internal AccountReading(Database database) => this.database = database;

    /// <summary>Accounts of some people by id.</summary>
    public async ValueTask<IReadOnlyDictionary<long, AccountFacts>> Of(Actor actor, IReadOnlyCollection<long> users, CancellationToken cancellation = default)
    {
        if (users.Count == 0 || !Accounts.MayRead(actor)) return new Dictionary<long, AccountFacts>();
        var (roles, credentials) = await database.Read(async connection => (
            await connection.All(database.Dialect, PeopleStatements.RolesOfSome(users), row => (User: row.Id(0), Role: row.Text(1)), cancellation),
            await connection.All(database.Dialect, PeopleStatements.CredentialsOfSome(users), row => new Credential(row.Id(0), row.MomentOrNull(1), row.MomentOrNull(2), row.YesNo(3)), cancellation)), cancellation);
        var (rolesOf, credentialOf) = (roles.ToLookup(row => row.User, row => row.Role), credentials.ToDictionary(row => row.User));
        return users.Distinct().ToDictionary(user => user, user => Facts(actor, user, [.. rolesOf[user]], credentialOf.GetValueOrDefault(user)));
    }

    /// <summary>Somebody's open sessions, the latest first.</summary>
    public async ValueTask<IReadOnlyList<Session>> Sessions(Actor actor, long user, CancellationToken cancellation = default) => !Accounts.MayRead(actor) ? []
        : await database.Read(connection => connection.All(database.Dialect, new(PeopleStatements.ListSessions, user),
            row => new Session(row.Id(0), row.Moment(1), row.Moment(2), row.TextOrNull(3), row.TextOrNull(4)), cancellation), cancellation);

    private static AccountFacts Facts(Actor actor, long user, IReadOnlyList<string> roles, Credential? credential) =>
        new(user, roles, credential?.SignedInAt, credential?.OneTimeUntil, credential?.HasFactor == true, !Privileges.Covers(actor.Solution, actor, roles));

    private sealed record Credential(long User, DateTime? SignedInAt, DateTime? OneTimeUntil, bool HasFactor);
}
