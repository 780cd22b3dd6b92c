using Kabinet.Engine.Storage;
using static Kabinet.Engine.Storage.Padding;

namespace Kabinet.Engine.People;

/// <summary>SQL over the sign-in tables. Only this module reads them; they are not entities, and expressions cannot reach them.</summary>
internal static class PeopleStatements
{
    internal const string Live = """ u.active and u._deleted_at is null """;

    // Attempts. The condition is part of the upsert, so of a hundred parallel attempts the sixth already sees the pause of the fifth.
    public const string CountAttempt = """
        insert into _attempt (key, failures, at) values (@p0, 1, @p1)
        on conflict (key) do update set failures = _attempt.failures + 1, at = excluded.at where _attempt.until is null or _attempt.until <=
        excluded.at returning failures
        """;
    public const string FindPause = "select until from _attempt where key = @p0";
    public const string LockAttempt = "update _attempt set until = @p1 where key = @p0";
    /// <summary>Takes back the last attempt with the pause that it brought.</summary>
    public const string UncountAttempt = "update _attempt set failures = failures - 1, until = null where key = @p0";
    public const string ForgetAttempt = "delete from _attempt where key = @p0";
    public const string ForgetOldAttempt = "delete from _attempt where key = @p0 and at < @p1";
    public const string ForgetOldAttempts = "delete from _attempt where at < @p0";

    // Credentials
    /// <summary>An exact match comes first, because two logins that differ only in letter case are two people.</summary>
    public static string FindByLogin(Dialect dialect) => $"""
        select u.id, u.login, u.name, u.email, u.phone, u.language, u.theme, c.password_hash, c.one_time_until, c.factor_on
        from "user" u join _credential c on c.user_id = u.id
        where ({dialect.Fold("u.login")} = {dialect.Fold("@p0")} or {dialect.Fold("u.email")} = {dialect.Fold("@p0")}) and {Live}
        order by case when u.login = @p0 then 0 when {dialect.Fold("u.login")} = {dialect.Fold("@p0")} then 1 else 2 end, u.id limit 1
        """;
    public const string FindPerson =
        """select u.id, u.login, u.name, u.email, u.phone, u.language, u.theme from "user" u where u.id = @p0 and u._deleted_at is null""";
    public static string FindPersonByLogin(Dialect dialect) => $"""
        select u.id, u.login, u.name, u.email, u.phone, u.language, u.theme from "user" u
        where {dialect.Fold("u.login")} = {dialect.Fold("@p0")} and u._deleted_at is null
        order by case when u.login = @p0 then 0 else 1 end, u.id limit 1
        """;
    public const string FindCredential =
        "select c.password_hash, c.factor_secret, c.factor_on, c.factor_step from _credential c where c.user_id = @p0";
    public const string SetPassword = """
        insert into _credential (user_id, password_hash, one_time_until, changed_at, factor_on, factor_step, demo) values (@p0, @p1, @p2,
        @p3, false, 0, false)
        on conflict (user_id) do update set password_hash = excluded.password_hash, one_time_until = excluded.one_time_until, changed_at =
        excluded.changed_at, demo = false
        """;
    /// <summary>Replaces the password that a change was confirmed with; another one stays.</summary>
    public const string ReplacePassword = """
        update _credential set password_hash = @p2, one_time_until = null, changed_at = @p3, demo = false
        where user_id = @p0 and password_hash = @p1
        """;
    public const string SetDemoPassword = """
        insert into _credential (user_id, password_hash, changed_at, factor_on, factor_step, demo) values (@p0, @p1, @p2, false, 0, true)
        on conflict (user_id) do update set password_hash = excluded.password_hash, one_time_until = null, changed_at = excluded.changed_at,
        demo = true
        """;
    public const string ListDemo = $"""
        select u.id, u.login, u.name, u.email, u.phone, u.language, u.theme, m.role
        from _credential c join "user" u on u.id = c.user_id join membership m on m."user" = u.id and m._deleted_at is null where c.demo and
        {Live}
        """;
    public const string SetFactorSecret =
        "update _credential set factor_secret = @p1, factor_on = false, factor_step = 0 where user_id = @p0 and not factor_on";
    public const string TurnFactorOn =
        "update _credential set factor_on = true, factor_step = @p1 where user_id = @p0 and factor_step < @p1";
    public const string UseFactorStep = "update _credential set factor_step = @p1 where user_id = @p0 and factor_on and factor_step < @p1";
    public const string TurnFactorOff =
        "update _credential set factor_on = false, factor_secret = null, factor_step = 0 where user_id = @p0";
    public const string AddRecoveryCode = "insert into _recovery_code (user_id, hash) values (@p0, @p1)";
    public const string UseRecoveryCode = "delete from _recovery_code where user_id = @p0 and hash = @p1";
    public const string RemoveRecoveryCodes = "delete from _recovery_code where user_id = @p0";
    public const string CountRecoveryCodes = "select count(*) from _recovery_code where user_id = @p0";

    // Sessions
    public const string AddSession = """
        insert into _session (token_hash, user_id, created_at, seen_at, address, agent, factor_pending, impersonator_id, parent_id,
        confirmed_at, mark_hash) values (@p0, @p1, @p2, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9)
        """;
    public const string ConfirmSession =
        "update _session set confirmed_at = @p1 where id = @p0 and impersonator_id is null and not factor_pending";
    /// <summary>Deletes the sessions of a person that were used least recently, beyond a number of them.</summary>
    public const string EndSurplusSessions = """
        delete from _session where id in (select id from _session where user_id = @p0 and impersonator_id is null and factor_pending = @p1
        order by seen_at desc, id desc limit 1000000 offset @p2)
        """;
    public const string TouchSession = "update _session set seen_at = @p1 where id = @p0 and seen_at < @p1";
    public const string TouchToken = "update _token set seen_at = @p1 where id = @p0";
    public const string RotateSession = "update _session set token_hash = @p1 where id = @p0 and impersonator_id is null";
    public const string FindParent =
        "select p.id from _session s join _session p on p.id = s.parent_id and p.user_id = @p1 where s.id = @p0";
    public const string EndSession = "delete from _session where id = @p0 or parent_id = @p0";
    /// <summary>Ends a session with the one that it impersonates from.</summary>
    public const string EndSessionAndParent = """
        delete from _session where id = @p0 or parent_id = @p0 or id = (select parent_id from _session where id = @p0)
        """;
    public const string EndOwnSession =
        "delete from _session where (id = @p0 or parent_id = @p0) and (user_id = @p1 or impersonator_id = @p1)";
    public const string EndSessionsOf = "delete from _session where (user_id = @p0 or impersonator_id = @p0) and id <> @p1";
    public const string EndOldSessions = "delete from _session where seen_at < @p0 or (factor_pending and created_at < @p1)";
    public const string ListSessions =
        "select id, created_at, seen_at, address, agent from _session where user_id = @p0 and impersonator_id is null and not "
        + "factor_pending order by seen_at desc, id desc limit 100";
    public const string FindPending = $"""
        select s.id, u.id from _session s join "user" u on u.id = s.user_id where s.token_hash = @p0 and s.factor_pending and s.created_at
        >= @p1 and {Live}
        """;
    public const string TouchSignIn = "update _credential set signed_in_at = @p1 where user_id = @p0";
    public const string PassFactor = "update _session set factor_pending = false, token_hash = @p1, confirmed_at = @p2, mark_hash = @p3 "
        + "where id = @p0 and factor_pending";

    // Browsers
    public const string KnowsBrowser = "select count(*) from _browser where mark_hash = @p0 and user_id = @p1";
    public const string KeepBrowser = """
        insert into _browser (mark_hash, user_id, seen_at) values (@p0, @p1, @p2)
        on conflict (mark_hash, user_id) do update set seen_at = excluded.seen_at
        """;
    /// <summary>Forgets the browsers of a person but the one of a session.</summary>
    public const string ForgetBrowsersOf = """
        delete from _browser where user_id = @p0
        and mark_hash not in (select mark_hash from _session where id = @p1 and mark_hash is not null)
        """;
    /// <summary>Forgets the browser of a session of the person, unless it is the browser of another given session.</summary>
    public const string ForgetBrowser = """
        delete from _browser where user_id = @p1 and mark_hash in (select mark_hash from _session where id = @p0 and user_id = @p1)
        and mark_hash not in (select mark_hash from _session where id = @p2 and mark_hash is not null)
        """;
    public const string ForgetOldBrowsers = "delete from _browser where seen_at < @p0";
    /// <summary>Deletes the browsers of a person that were used least recently, beyond a number of them.</summary>
    public const string ForgetSurplusBrowsers = """
        delete from _browser where user_id = @p0 and mark_hash in (select mark_hash from _browser where user_id = @p0
        order by seen_at desc, mark_hash limit 1000000 offset @p1)
        """;

    // Recognition. Also reads the values of the @me paths used by definitions.
    public static string BySession(string paths, string joins) => $"""
        {Known("s.created_at, s.seen_at, s.address, s.agent, s.impersonator_id, i.name", "s.confirmed_at", RolesOf("i.id"), paths)}
        from _session s join "user" u on u.id = s.user_id left join _credential c on c.user_id = u.id
        left join _session ps on ps.id = s.parent_id left join "user" i on i.id = s.impersonator_id and i.active and i._deleted_at is null
        {joins}
        where s.token_hash = @p0 and not s.factor_pending and s.seen_at >= @p1 and {Live}
        and (s.impersonator_id is null or (i.id is not null and ps.id is not null))
        """;
    public static string ByToken(string paths, string joins) => $"""
        {Known("s.created_at, s.seen_at, null, null, null, null", "null", "null", paths)}
        from _token s join "user" u on u.id = s.user_id left join _credential c on c.user_id = u.id
        {joins} where s.token_hash = @p0 and {Live}
        """;
    public static string ByUser(string paths, string joins) => $"""
        {Known("null, null, null, null, null, null", "null", "null", paths)}
        from (select id from "user" where id = @p0) s join "user" u on u.id = s.id left join _credential c on c.user_id = u.id
        {joins} where {Live}
        """;
    private static string Known(string session, string confirmed, string impersonatorRoles, string paths) => $"""
        select s.id, {session}, c.one_time_until, {confirmed}, u.id, u.login, u.name, u.email, u.phone, u.language, u.theme,
        {RolesOf("u.id")}, {impersonatorRoles}{paths}
        """;
    private static string RolesOf(string user) =>
        $"""(select string_agg(m.role, ',') from membership m where m."user" = {user} and m._deleted_at is null)""";

    // API tokens
    public const string AddToken = "insert into _token (token_hash, user_id, name, created_at) values (@p0, @p1, @p2, @p3)";
    public const string ListTokens = "select id, name, created_at, seen_at from _token where user_id = @p0 order by id desc limit 100";
    public const string FindToken = "select name from _token where id = @p0 and user_id = @p1";
    public const string RemoveToken = "delete from _token where id = @p0 and user_id = @p1";
    public const string RemoveTokensOf = "delete from _token where user_id = @p0";
    public const string CountTokens = "select count(*) from _token where user_id = @p0";

    // Keys
    public const string ListKeys = "select xml from _key order by id";
    public const string AddKey = "insert into _key (name, xml) values (@p0, @p1)";

    // Accounts
    /// <summary>How many other users, including deleted ones, have a login or an e-mail that looks like the name.</summary>
    public static Statement NameTaken(Dialect dialect, string name, long except) => new($"""
        select count(*) from "user" where id <> @p1
          and ({dialect.Lookalike("login")} = {dialect.Lookalike("@p0")} or {dialect.Lookalike("email")} = {dialect.Lookalike("@p0")})
        """, name, except);
    public const string RolesOfUser = """select role from membership where "user" = @p0 and _deleted_at is null""";
    /// <summary>The role of a membership, even a deleted one, and the other roles of its person.</summary>
    public const string RolesAround =
        """
        select m.role from membership x join membership m on m."user" = x."user" and (m.id = x.id or m._deleted_at is null)
        where x.id = @p0
        """;
    public const string RolesOfActive =
        $"""select m.role from membership m join "user" u on u.id = m."user" where u.id = @p0 and m._deleted_at is null and {Live}""";
    public const string MembershipsOf = """select id, role from membership where "user" = @p0 and _deleted_at is null""";
    public const string EndMembership = "update membership set _deleted_at = @p1, updated_at = @p1, _version = _version + 1 where id = @p0";
    public const string FindMembership = """select "user", role from membership where id = @p0""";

    /// <summary>People with a role, blocked or not; split into parts, to count them and to name some.</summary>
    public const string HoldersFrom = """membership m join "user" u on u.id = m."user" """;
    public const string HoldersWhere = "m.role = @p0 and m._deleted_at is null and u._deleted_at is null";

    /// <summary>1 where a person with one of the roles may sign in, otherwise 0.</summary>
    public static Statement AnyActiveWith(IReadOnlyCollection<string> roles) => new($"""
        select count(*) from (select 1 from membership m join "user" u on u.id = m."user" where m._deleted_at is null and {Live} and m.role
        in ({Places(roles.Count)}) limit 1) x
        """, [.. roles]);

    public static Statement RolesOfSome(IReadOnlyCollection<long> users) =>
        new($"""select "user", role from membership where "user" in ({Places(users.Count)}) and _deleted_at is null order by role""",
            [.. users.Cast<object>()]);

    public static Statement CredentialsOfSome(IReadOnlyCollection<long> users) =>
        new($"select user_id, signed_in_at, one_time_until, factor_on from _credential where user_id in ({Places(users.Count)})",
            [.. users.Cast<object>()]);

    public const string AnyUser = """select count(*) from (select id from "user" limit 1) x""";
}
