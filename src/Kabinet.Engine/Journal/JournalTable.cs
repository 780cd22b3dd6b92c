using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Engine.Journal;

/// <summary>The table of all events. It has no foreign keys, because events outlive the users and records they are about.</summary>
internal static class JournalTable
{
    public static readonly Table Table = new("_event")
    {
        Columns =
        [
            new("at", DataType.DateTime, Required: true),
            new("actor_id", DataType.Whole),
            new("impersonator_id", DataType.Whole),
            new("actor_role", DataType.Text, Required: true),
            new("entity", DataType.Text, Required: true),
            new("record_id", DataType.Whole, Required: true),
            new("kind", DataType.Text, Required: true),
            new("transition", DataType.Text),
            new("from_state", DataType.Text),
            new("to_state", DataType.Text),
            new("comment", DataType.Text),
            new("changes", DataType.Text),
            new("subject", DataType.Text),
            new("part", DataType.Text),
            new("part_id", DataType.Whole),
            new("audience", DataType.Text),
            new("version", DataType.Whole, Required: true),
            new("revision", DataType.Whole, Required: true),
        ],
        Indexes = [new(["entity", "record_id", "id"])],
    };
}
