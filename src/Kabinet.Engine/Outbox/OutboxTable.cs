using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Engine.Outbox;

/// <summary>
/// Events whose notices the channels have still to carry, written with the event; the background worker takes each out once.
/// </summary>
internal static class OutboxTable
{
    public static readonly Table Table = new("_outbox")
    {
        Columns = [new("event_id", DataType.Whole, Required: true), new("at", DataType.DateTime, Required: true)],
    };
}
