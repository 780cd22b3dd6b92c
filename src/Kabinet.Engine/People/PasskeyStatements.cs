namespace Kabinet.Engine.People;

/// <summary>SQL over passkeys and the challenges that they answer.</summary>
internal static class PasskeyStatements
{
    private const string Columns = "p.credential_id, p.public_key, p.sign_count, p.transports, p.may_be_backed_up, p.is_backed_up";

    /// <summary>Gives the person a handle where he has none, and returns the one that he has.</summary>
    public const string GiveHandle =
        "update _credential set passkey_handle = coalesce(passkey_handle, @p1) where user_id = @p0 returning passkey_handle";
    public const string KnowsHandle = $"""
        select count(*) from _credential c join "user" u on u.id = c.user_id where c.passkey_handle = @p0 and {PeopleStatements.Live}
        """;
    public const string HandleOf =
        "select c.passkey_handle from _passkey p join _credential c on c.user_id = p.user_id where p.credential_id = @p0";

    public const string Add = """
        insert into _passkey (user_id, credential_id, public_key, sign_count, transports, may_be_backed_up, is_backed_up, name, created_at)
        values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8) on conflict (credential_id) do nothing
        """;
    public const string Count = "select count(*) from _passkey where user_id = @p0";
    public const string List = "select id, name, created_at, seen_at from _passkey where user_id = @p0 order by id desc limit 100";
    public const string ListOfHandle =
        $"select {Columns} from _passkey p join _credential c on c.user_id = p.user_id where c.passkey_handle = @p0 order by p.id";
    public const string Find = "select name from _passkey where id = @p0 and user_id = @p1";
    public const string Remove = "delete from _passkey where id = @p0 and user_id = @p1";
    public const string RemoveOf = "delete from _passkey where user_id = @p0";

    /// <summary>Whose passkey it is, if he may sign in.</summary>
    public const string FindOwner = $"""
        select p.id, u.id, c.one_time_until from _passkey p join "user" u on u.id = p.user_id join _credential c on c.user_id = u.id
        where p.credential_id = @p0 and {PeopleStatements.Live}
        """;
    /// <summary>
    /// Counts a use. The condition repeats the rule of the host in the write: of two answers with one count the second changes nothing.
    /// Authenticators that do not count always say 0.
    /// </summary>
    public const string Use = """
        update _passkey set sign_count = @p1, is_backed_up = @p2, seen_at = @p3
        where id = @p0 and (sign_count < @p1 or (sign_count = 0 and @p1 = 0))
        """;

    public const string SpendChallenge = "insert into _challenge (hash, until) values (@p0, @p1) on conflict (hash) do nothing";
    public const string ForgetOldChallenges = "delete from _challenge where until < @p0";
}
