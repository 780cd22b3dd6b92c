using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Engine.Outbox;

/// <summary>
/// Work of the background worker: one row per delivery, removed when done, and one row per job, moved to its next time. A node claims a row
/// for the duration of a lease;
/// if the lease expires and the row is still there, the node has died and another claims it.
/// </summary>
internal static class WorkTable
{
    public static readonly Table Table = new("_work")
    {
        Columns =
        [
            // Key of a channel or a job, and its subject: the notice or letter to deliver; 0 for a job.
            new("kind", DataType.Text, Required: true), new("subject", DataType.Whole, Required: true),
            new("at", DataType.DateTime, Required: true),
            // Without a due time the row waits for a retry by a person. The time of setting reveals a clock that was moved back.
            new("due_at", DataType.DateTime), new("set_at", DataType.DateTime, Required: true),
            new("claimed_until", DataType.DateTime), new("claim", DataType.Text),
            // Attempts since the last success, counted at their start, so that one which crashes is counted too.
            new("attempts", DataType.Whole, Required: true), new("done_at", DataType.DateTime),
            new("failed_at", DataType.DateTime), new("error", DataType.Text), new("reference", DataType.Text),
            // The schedule that the due time of a job was computed by; null for an interval and for deliveries.
            new("schedule", DataType.Text),
        ],
        Indexes = [new(["kind", "subject"], Unique: true), new(["due_at"])],
    };
}
