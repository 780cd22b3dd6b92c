using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Engine.Background;

/// <summary>System tables of jobs: the log of their runs, and what they have done to which record.</summary>
internal static class JobTables
{
    public static readonly Table Run = new("_job_run")
    {
        Columns =
        [
            new("job", DataType.Text, Required: true),
            // The time that the schedule named, or at which a person asked for the run.
            new("planned_at", DataType.DateTime, Required: true),
            // Without a start the run waits for a worker; without an end it runs, or its process has died.
            new("started_at", DataType.DateTime), new("ended_at", DataType.DateTime),
            // The person who asked for the run; null for the schedule.
            new("user_id", DataType.Whole),
            // Records up to this id are dealt with.
            new("after_id", DataType.Whole, Required: true),
            new("handled", DataType.Whole, Required: true), new("failed", DataType.Whole, Required: true),
            // The first failure, and the record that it concerns; null where it concerns the run.
            new("error", DataType.Text), new("reference", DataType.Text),
            new("entity", DataType.Text), new("record_id", DataType.Whole),
        ],
        Indexes = [new(["job", "id"]), new(["ended_at"])],
    };

    public static readonly Table Mark = new("_job_mark")
    {
        Key = ["job", "entity", "record_id"],
        Columns =
        [
            new("job", DataType.Text, Required: true), new("entity", DataType.Text, Required: true),
            new("record_id", DataType.Whole, Required: true),
            // The value that lets the record be dealt with once.
            new("value", DataType.Text, Required: true),
            new("run_id", DataType.Whole, Required: true), new("at", DataType.DateTime, Required: true),
            // Failed attempts since the last success; 0 if the last attempt succeeded.
            new("tries", DataType.Whole, Required: true),
        ],
    };
}
