using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage;
using static Kabinet.Engine.Storage.Padding;

namespace Kabinet.Engine.Background;

/// <summary>The statements of <c>_job_run</c> and <c>_job_mark</c>.</summary>
internal static class JobStatements
{
    private const string Columns = """
        "id", "job", "planned_at", "started_at", "ended_at", "user_id", "after_id", "handled", "failed", "error", "reference", "entity",
        "record_id"
        """;

    /// <summary>The run of a job that has not ended; there is one at most.</summary>
    public static Statement Open(string job) =>
        new($"select {Columns} from \"_job_run\" where \"job\" = @p0 and \"ended_at\" is null order by \"id\" desc limit 1", job);

    public static Statement Find(long id) => new($"select {Columns} from \"_job_run\" where \"id\" = @p0", id);

    /// <summary>Inserts a run and returns its id.</summary>
    public static Statement Insert(JobRun run) => new("""
        insert into "_job_run" ("job", "planned_at", "started_at", "user_id", "after_id", "handled", "failed")
        values (@p0, @p1, @p2, @p3, 0, 0, 0) returning "id"
        """, run.Job, run.PlannedAt, run.StartedAt, run.User)
    {
        Types = [DataType.Text, DataType.DateTime, DataType.DateTime, DataType.Whole],
    };

    /// <summary>Writes what a run has come to.</summary>
    public static Statement Save(JobRun run) => new("""
        update "_job_run" set "started_at" = @p1, "ended_at" = @p2, "after_id" = @p3, "handled" = @p4, "failed" = @p5, "error" = @p6,
            "reference" = @p7, "entity" = @p8, "record_id" = @p9
        where "id" = @p0
        """, run.Id, run.StartedAt, run.EndedAt, run.After, run.Done, run.Failed, run.Error, run.Reference, run.Entity, run.Record)
    {
        Types = [DataType.Whole, DataType.DateTime, DataType.DateTime, DataType.Whole, DataType.Whole, DataType.Whole, DataType.Text,
            DataType.Text, DataType.Text, DataType.Whole],
    };

    /// <summary>The latest time that the schedule of a job has named.</summary>
    public static Statement LastPlanned(string job) =>
        new("select max(\"planned_at\") from \"_job_run\" where \"job\" = @p0 and \"user_id\" is null and \"started_at\" is not null", job);

    /// <summary>The last run of each job.</summary>
    public static Statement Last(IReadOnlyList<string> jobs) => new($"""
        select {Columns} from "_job_run"
        where "id" in (select max("id") from "_job_run" where "job" in ({Places(jobs.Count)}) group by "job")
        """, [.. jobs]);

    /// <summary>The last runs: all of some jobs, and the failed ones of others, newest first.</summary>
    public static Statement Recent(IReadOnlyList<string> jobs, int limit) => new($"""
        select {Columns} from "_job_run"
        where "started_at" is not null and ("error" is not null{(jobs.Count == 0 ? "" : $" or \"job\" in ({Places(jobs.Count, 1)})")})
        order by "id" desc limit @p0
        """, [(long)limit, .. jobs]);

    /// <summary>Deletes runs that ended before a moment, and those that nobody will run any more.</summary>
    public static Statement Forget(DateTime before) =>
        new("delete from \"_job_run\" where coalesce(\"ended_at\", \"planned_at\") < @p0", before);

    /// <summary>What a job has done to some records.</summary>
    public static Statement Marks(string job, string entity, IReadOnlyList<long> records)
    {
        var padded = Pad(records);
        return new($"""
            select "record_id", "value", "run_id", "at", "tries" from "_job_mark"
            where "job" = @p0 and "entity" = @p1 and "record_id" in ({Places(padded.Length, 2)})
            """, [job, entity, .. padded.Cast<object>()]);
    }

    /// <summary>Writes what a job has done to a record.</summary>
    public static Statement Mark(string job, string entity, long record, JobMark mark) => new("""
        insert into "_job_mark" ("job", "entity", "record_id", "value", "run_id", "at", "tries")
        values (@p0, @p1, @p2, @p3, @p4, @p5, @p6)
        on conflict ("job", "entity", "record_id") do update set "value" = excluded."value", "run_id" = excluded."run_id",
            "at" = excluded."at", "tries" = excluded."tries"
        """, job, entity, record, mark.Value, mark.Run, mark.At, (long)mark.Tries);
}
