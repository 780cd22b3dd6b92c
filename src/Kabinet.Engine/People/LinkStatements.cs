using Kabinet.Engine.Storage;

namespace Kabinet.Engine.People;

/// <summary>The statements of <c>_link</c> and <c>_recovery</c>.</summary>
internal static class LinkStatements
{
    public static Statement Add(OneTimeLink link, string tokenHash) => new("""
        insert into _link (token_hash, user_id, purpose, email, until) values (@p0, @p1, @p2, @p3, @p4)
        """, tokenHash, link.User, link.Purpose, link.Email, link.Until);

    public static Statement Find(string tokenHash, string purpose, DateTime now) => new("""
        select user_id, purpose, email, until from _link where token_hash = @p0 and purpose = @p1 and until > @p2
        """, tokenHash, purpose, now);

    public static Statement FindOf(long user, string purpose, DateTime now) =>
        new("select email from _link where user_id = @p0 and purpose = @p1 and until > @p2", user, purpose, now);

    /// <summary>Takes a link; affects no row where it was taken already or is over.</summary>
    public static Statement Take(string tokenHash, string purpose, DateTime now) =>
        new("delete from _link where token_hash = @p0 and purpose = @p1 and until > @p2", tokenHash, purpose, now);

    public static Statement RemoveOf(long user, string purpose) =>
        new("delete from _link where user_id = @p0 and purpose = @p1", user, purpose);

    public static Statement RemoveOf(long user) => new("delete from _link where user_id = @p0", user);

    public static Statement Forget(DateTime now) => new("delete from _link where until <= @p0", now);

    /// <summary>Inserts a request for a new password and returns its id.</summary>
    public static Statement Ask(string name, DateTime now) =>
        new("insert into _recovery (name, at) values (@p0, @p1) returning id", name, now);

    public static Statement FindAsked(long id) => new("select name from _recovery where id = @p0", id);

    public static Statement Answered(long id) => new("delete from _recovery where id = @p0", id);
}
