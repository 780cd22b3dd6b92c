using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Engine.Outbox;

/// <summary>
/// The table of events whose notices are still to be delivered. A row is inserted with its event; the background worker takes it once.
/// </summary>
internal static class OutboxTable
{
    public static readonly Table Table = new("_outbox")
    {
        Columns = [new("event_id", DataType.Whole, Required: true), new("at", DataType.DateTime, Required: true)],
    };
}
