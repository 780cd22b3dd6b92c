using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Engine.Background;

/// <summary>
/// What the worker has to do: one row a delivery, gone when it is done, and one row a job, put off to its next time. A node takes a row
/// for a while;
/// when that is over and the row is still there, the node has died over it and another takes it.
/// </summary>
internal static class WorkTable
{
    public static readonly Table Table = new("_work")
    {
        Columns =
        [
            // A channel or a job, by its key, and what it is about: the notice to carry; 0 for a job.
            new("kind", DataType.Text, Required: true), new("subject", DataType.Whole, Required: true),
            new("at", DataType.DateTime, Required: true),
            // Without a time it waits for somebody who says "again". When the time was set tells that the clock has gone back since.
            new("due_at", DataType.DateTime), new("set_at", DataType.DateTime, Required: true),
            new("claimed_until", DataType.DateTime), new("claim", DataType.Text),
            // Attempts since the last success, counted when they begin, so that one which never ends counts too.
            new("attempts", DataType.Whole, Required: true), new("done_at", DataType.DateTime),
            new("failed_at", DataType.DateTime), new("error", DataType.Text), new("reference", DataType.Text),
        ],
        Indexes = [new(["kind", "subject"], Unique: true), new(["due_at"])],
    };
}
