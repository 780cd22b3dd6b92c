using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Outbox;

/// <summary>The statements of <c>_outbox</c>: events whose notices have receivers, to be carried further by the channels outside of the cabinet.</summary>
internal static class OutboxStatements
{
    public static Statement Add(long eventId, DateTime at) => new("insert into \"_outbox\" (\"event_id\", \"at\") values (@p0, @p1)", eventId, at);

    /// <summary>Takes out the oldest events that no other node is taking, and tells which they are.</summary>
    public static Statement Take(Dialect dialect, int limit) => new($"""
        with "first" as materialized (select "id" from "_outbox" order by "id" limit @p0{dialect.SkipLocked})
        delete from "_outbox" where "id" in (select "id" from "first") returning "event_id"
        """, (long)limit);

    /// <summary>Forgets all of it: nobody outside of the cabinet hears of these events.</summary>
    public static Statement Discard { get; } = new("delete from \"_outbox\"");
}
