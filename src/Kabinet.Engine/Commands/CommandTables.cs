using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Engine.Commands;

/// <summary>System tables of commands: command ids and number counters.</summary>
internal static class CommandTables
{
    public static readonly Table Command = new("_command")
    {
        Key = ["id", "actor"],
        Columns =
        [
            new("id", DataType.Text, Required: true),
            new("actor", DataType.Text, Required: true),
            new("at", DataType.DateTime, Required: true),
            new("record_id", DataType.Whole),
            new("version", DataType.Whole),
            new("status", DataType.Text),
            new("content", DataType.Text),
        ],
    };

    public static readonly Table Sequence = new("_sequence")
    {
        Key = ["key"],
        Columns = [new("key", DataType.Text, Required: true), new("value", DataType.Whole, Required: true)],
    };
}
