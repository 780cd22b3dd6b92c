using Kabinet.Engine.Outbox;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Background;

/// <summary>One run of a job, as its log has it.</summary>
internal sealed class JobRun
{
    private const int LongestError = 500;

    /// <summary>Id of its row; 0 while it is not in the log.</summary>
    public long Id { get; set; }
    public required string Job { get; init; }
    public required DateTime PlannedAt { get; init; }
    public DateTime? StartedAt { get; set; }
    public DateTime? EndedAt { get; set; }
    /// <summary>The person who asked for the run; null for the schedule.</summary>
    public long? User { get; init; }
    /// <summary>Records up to this id are dealt with.</summary>
    public long After { get; set; }
    /// <summary>Records dealt with.</summary>
    public long Done { get; set; }
    /// <summary>Records that refused or failed.</summary>
    public long Failed { get; private set; }
    /// <summary>The first failure in words; null for none.</summary>
    public string? Error { get; private set; }
    /// <summary>Reference number of the error in the log of the program; null where the program has not failed.</summary>
    public string? Reference { get; private set; }
    /// <summary>Entity of the record that the failure concerns; null where it concerns the run.</summary>
    public string? Entity { get; private set; }
    public long? Record { get; private set; }

    /// <summary>True if there is nothing to tell of the run.</summary>
    public bool IsEmpty => Done == 0 && Failed == 0 && Error is null;

    /// <summary>Counts a record that refused or failed; the first failure is kept.</summary>
    public void Fail(string entity, long record, string error, string? reference)
    {
        Failed++;
        if (Error is null) (Error, Reference, Entity, Record) = (Cut(error), reference, entity, record);
    }

    /// <summary>The run itself has failed; this is what its log tells then.</summary>
    public void Fail(WorkError error) => (Error, Reference, Entity, Record) = (Cut(error.Message), error.Reference, null, null);

    public static JobRun Read(Row row) => new()
    {
        Id = row.Id(0),
        Job = row.Text(1),
        PlannedAt = row.Moment(2),
        StartedAt = row.MomentOrNull(3),
        EndedAt = row.MomentOrNull(4),
        User = row.Whole(5),
        After = row.Id(6),
        Done = row.Id(7),
        Failed = row.Id(8),
        Error = row.TextOrNull(9),
        Reference = row.TextOrNull(10),
        Entity = row.TextOrNull(11),
        Record = row.Whole(12),
    };

    private static string Cut(string text) => text.Length > LongestError ? text[..LongestError] : text;
}
