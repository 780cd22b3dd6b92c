using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Engine.Threads;

/// <summary>The last message of each conversation, and how far a person has read it.</summary>
internal static class ThreadTables
{
    public static readonly Table Last = new("_thread")
    {
        Columns =
        [
            new("entity", DataType.Text, Required: true), new("record", DataType.Whole, Required: true),
            new("thread", DataType.Text, Required: true), new("message", DataType.Whole, Required: true),
        ],
        Key = ["entity", "record", "thread"],
        Indexes = [new(["entity", "message"])],
    };

    public static readonly Table Read = new("_thread_read")
    {
        Columns =
        [
            new("user_id", DataType.Reference(CoreEntities.User), Required: true), new("entity", DataType.Text, Required: true),
            new("record", DataType.Whole, Required: true), new("thread", DataType.Text, Required: true),
            // The last message that was read.
            new("message", DataType.Whole, Required: true),
        ],
        Key = ["user_id", "entity", "record", "thread"],
    };
}
