using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Outbox;

/// <summary>
/// The statements of <c>_outbox</c>, the queue of events whose notices the channels deliver outside the cabinet, and the one that adds to
/// <c>_work</c>.
/// </summary>
internal static class OutboxStatements
{
    public static Statement Add(long eventId, DateTime at) =>
        new("insert into \"_outbox\" (\"event_id\", \"at\") values (@p0, @p1)", eventId, at);

    /// <summary>Removes the oldest events that no other node is taking and returns their ids.</summary>
    public static Statement Take(Dialect dialect, int limit) => new($"""
        with "first" as materialized (select "id" from "_outbox" order by "id" limit @p0{dialect.SkipLocked})
        delete from "_outbox" where "id" in (select "id" from "first") returning "event_id"
        """, (long)limit);

    /// <summary>Removes all events. Their notices are not delivered outside the cabinet.</summary>
    public static Statement Discard { get; } = new("delete from \"_outbox\"");

    /// <summary>Inserts work that is due at once, unless it exists.</summary>
    public static Statement AddWork(string kind, long subject, DateTime now) => new("""
        insert into "_work" ("kind", "subject", "at", "due_at", "set_at", "attempts") values (@p0, @p1, @p2, @p2, @p2, 0)
        on conflict ("kind", "subject") do nothing
        """, kind, subject, now);
}
