using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Outbox;

/// <summary>The statements of <c>_outbox</c>: events whose notices have receivers, to be carried further by the channels outside of the cabinet.</summary>
internal static class OutboxStatements
{
    public static Statement Add(long eventId, DateTime at) => new("insert into \"_outbox\" (\"event_id\", \"at\") values (@p0, @p1)", eventId, at);

    /// <summary>Forgets what no channel has asked for.</summary>
    public static Statement Forget(DateTime before) => new("delete from \"_outbox\" where \"at\" < @p0", before);
}
