using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Engine.Notices;

/// <summary>The table of notices: a row for each receiver of an event. The text is not stored but rendered when it is read.</summary>
internal static class NoticeTable
{
    public static readonly Table Table = new("_notice")
    {
        Columns =
        [
            new("user_id", DataType.Whole, Required: true),
            new("notice", DataType.Text, Required: true),
            new("entity", DataType.Text, Required: true),
            new("record_id", DataType.Whole, Required: true),
            new("event_id", DataType.Whole, Required: true),
            new("at", DataType.DateTime, Required: true),
            new("read_at", DataType.DateTime),
        ],
        Indexes = [new(["user_id", "id"]), new(["user_id", "read_at"]), new(["event_id"])],
    };
}
