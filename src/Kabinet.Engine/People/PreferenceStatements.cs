using Kabinet.Engine.Storage;

namespace Kabinet.Engine.People;

/// <summary>SQL over page preferences.</summary>
internal static class PreferenceStatements
{
    public static Statement Find(long user, string key) =>
        new("""select value from _preference where user_id = @p0 and "key" = @p1""", user, key);

    public static Statement Forget(long user, string key) =>
        new("""delete from _preference where user_id = @p0 and "key" = @p1""", user, key);

    public static Statement Keep(long user, string key, string value) => new("""
        insert into _preference (user_id, "key", value) values (@p0, @p1, @p2)
        on conflict (user_id, "key") do update set value = excluded.value
        """, user, key, value);

    /// <summary>Stores a value unless the person has one under the key.</summary>
    public static Statement KeepFirst(long user, string key, string value) => new("""
        insert into _preference (user_id, "key", value) values (@p0, @p1, @p2) on conflict (user_id, "key") do nothing
        """, user, key, value);

    /// <summary>All people's preferences whose keys have a prefix; the prefix must contain no LIKE wildcards.</summary>
    public static Statement Beginning(string beginning) => new($"""
        select user_id, "key", value from _preference where "key" like '{beginning}%' order by user_id, "key"
        """);
}
