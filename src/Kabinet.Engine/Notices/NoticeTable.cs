using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Engine.Notices;

/// <summary>The tables of notices: a row for each receiver of an event, and what the notice said at the moment of the event.</summary>
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
            // Index of the receiver's message in the words.
            new("message", DataType.Whole) { Default = 0 },
            // Random key of the step for several records that sent it; null for one record.
            new("batch", DataType.Text),
        ],
        Indexes = [new(["user_id", "id"]), new(["user_id", "read_at"]), new(["event_id"]), new(["user_id", "batch"])],
    };

    public static readonly Table Words = new("_notice_words")
    {
        Columns =
        [
            new("event_id", DataType.Whole, Required: true),
            new("notice", DataType.Text, Required: true),
            new("entity", DataType.Text, Required: true),
            new("words", DataType.Text, Required: true),
        ],
        Indexes = [new(["event_id", "notice"], Unique: true)],
    };
}
