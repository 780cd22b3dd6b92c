using System.Runtime.CompilerServices;
using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Writing;

namespace Kabinet.Engine.People;

/// <summary>Resolves a token to an actor in one SELECT: session, person, roles and every <c>@me</c> path of the solution.</summary>
internal sealed class Recognition(Database database, TimeProvider clock)
{
    public static readonly TimeSpan Idle = TimeSpan.FromDays(30);
    private static readonly TimeSpan SeenStep = TimeSpan.FromMinutes(5);
    private readonly ConditionalWeakTable<Solution, Plan> plans = [];

    public async ValueTask<SignedIn?> Recognise(Solution solution, string token, CancellationToken cancellation)
    {
        var isApi = token.StartsWith(SecretToken.ApiPrefix, StringComparison.Ordinal);
        if (!isApi && !token.StartsWith(SecretToken.SessionPrefix, StringComparison.Ordinal)) return null;
        var plan = plans.GetValue(solution, made => new(made, database.Dialect));
        var now = clock.GetUtcNow().UtcDateTime;
        Statement statement = isApi ? new(plan.ByToken, SecretToken.Hash(token)) : new(plan.BySession, SecretToken.Hash(token), now - Idle);
        var known = await database.Read(connection =>
            connection.First(database.Dialect, statement, row =>
            plan.Read(row, isApi ? Proof.Token : Proof.Session, now), cancellation), cancellation);
        if (known is null || !MayStandIn(solution, known)) return null;
        await Touch(known, now, isApi, cancellation);
        return known.SignedIn;
    }

    /// <summary>The actor and person without a session; null where the person is unknown or may not sign in.</summary>
    public async ValueTask<(Actor Actor, Person Person)?> Know(Solution solution, long user, CancellationToken cancellation)
    {
        var plan = plans.GetValue(solution, made => new(made, database.Dialect));
        var statement = new Statement(plan.ByUser, user);
        var known = await database.Read(connection =>
            connection.First(database.Dialect, statement, row =>
            plan.Read(row, Proof.Platform, clock.GetUtcNow().UtcDateTime), cancellation), cancellation);
        return known is null ? null : (known.SignedIn.Actor, known.SignedIn.Person);
    }

    /// <summary>Whether an impersonation is still allowed by the impersonator's current abilities.</summary>
    private static bool MayStandIn(Solution solution, Known known) =>
        known.SignedIn.Actor.ImpersonatorId is null
        || Privileges.OfRoles(solution, known.ImpersonatorRoles) is var own && own.Contains(Ability.Impersonate)
            && known.SignedIn.Actor.Abilities.IsSubsetOf(own);

    /// <summary>Updates the time of last use, at most once per step, so that not every request is a write.</summary>
    private async ValueTask Touch(Known known, DateTime now, bool isApi, CancellationToken cancellation)
    {
        if (known.SeenAt is { } seen && now - seen < SeenStep) return;
        Statement statement = new(isApi ? PeopleStatements.TouchToken : PeopleStatements.TouchSession, known.Id, now);
        await database.Write(transaction => transaction.Execute(statement, cancellation), cancellation);
    }

    private sealed record Known(long Id, DateTime? SeenAt, IReadOnlyList<string> ImpersonatorRoles, SignedIn SignedIn);

    /// <summary>The statements of one solution and the columns of its <c>@me</c> paths.</summary>
    private sealed class Plan
    {
        private const int Person = 9, OwnRoles = 16, FirstPath = 18;
        private readonly Solution solution;
        private readonly MePath[] paths;
        private readonly DataType[] types;

        public Plan(Solution solution, Dialect dialect)
        {
            (this.solution, paths) = (solution, [.. solution.MePaths.Keys.Where(path => path.Keys.Count > 0)]);
            types = [.. paths.Select(path => solution.MePaths[path].Field.Type)];
            var person = new Source(solution.Entities[CoreEntities.User], "u");
            var writer = new ExpressionWriter(dialect, new StatementParameters());
            var columns = string.Concat(paths.Select(path => ", " + writer.Column(solution.MePaths[path], person)));
            BySession = PeopleStatements.BySession(columns, person.JoinSql);
            ByToken = PeopleStatements.ByToken(columns, person.JoinSql);
            ByUser = PeopleStatements.ByUser(columns, person.JoinSql);
        }

        public string BySession { get; }
        public string ByToken { get; }
        public string ByUser { get; }

        public Known Read(Row row, Proof proof, DateTime now)
        {
            var person = row.Person(Person);
            var values = new Dictionary<MePath, object?>(paths.Length);
            for (var i = 0; i < paths.Length; i++) values[paths[i]] = row.Value(FirstPath + i, types[i]);
            var impersonator = row.Whole(5);
            var hasSession = proof == Proof.Session;
            var isRecent = hasSession && impersonator is null && Confirmation.IsRecent(row.MomentOrNull(8), now);
            var actor = new Actor(solution, person.Id, person.Name, Roles(row.TextOrNull(OwnRoles)), values, impersonator)
                { Language = person.Language, Proof = isRecent ? Proof.RecentPassword : proof };
            var session = hasSession ? new Session(row.Id(0), row.Moment(1), row.Moment(2), row.TextOrNull(3), row.TextOrNull(4)) : null;
            var waits = hasSession && impersonator is null && row.MomentOrNull(7) is not null;
            return new(row.Id(0), row.MomentOrNull(2), Roles(row.TextOrNull(OwnRoles + 1)),
                new(actor, person, session, waits, row.TextOrNull(6)));
        }

        private static string[] Roles(string? roles) => roles?.Split(',') ?? [];
    }
}
