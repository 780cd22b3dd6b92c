using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Engine.Outbox;

/// <summary>Events that wait for the channels outside of the cabinet; a worker claims one for a while and removes it when it is carried.</summary>
internal static class OutboxTable
{
    public static readonly Table Table = new("_outbox")
    {
        Columns = [new("event_id", DataType.Whole, Required: true), new("at", DataType.DateTime, Required: true), new("claimed_until", DataType.DateTime)],
    };
}
