using Kabinet.Engine.Words;

namespace Kabinet.Engine.Model;

/// <summary>
/// <c>jobs/overdue.yaml</c>: what the platform does by itself at set times, for each record that satisfies a condition. The job is run once
/// by whatever number of processes, and each record is a transaction of its own.
/// </summary>
[SeveralInFile("jobs", nameof(Job))]
public sealed record JobDefinition : Definition
{
    /// <summary>Key of the job.</summary>
    public required string Job { get; init; }
    /// <summary>Name of the job, for administrators and in the history of records.</summary>
    public required LocalizedText Title { get; init; }
    /// <summary>
    /// When it runs, in the solution's time zone, as the five words of cron: minute, hour, day of the month, month, day of the week.
    /// <c>0 9 * * 1-5</c> is 9:00 on working days, <c>0 8 L * *</c> is 8:00 on the last day of each month.
    /// </summary>
    public required string Schedule { get; init; }
    /// <summary>Entity of the records.</summary>
    public required string Each { get; init; }
    /// <summary>Condition on the records. Default: all.</summary>
    public string? Where { get; init; }
    /// <summary>
    /// Expression whose value allows a record once: the job leaves the record alone as long as the value stays the same.
    /// <c>status_since</c> is once a stay in a state, <c>promised_on</c> once a promised day, <c>@today</c> once a day. Default: every run.
    /// </summary>
    public string? Once { get; init; }
    /// <summary>
    /// How long the job leaves a record alone after it has dealt with it: <c>4h</c>, <c>7d</c>. With <c>once</c>, the time after which it
    /// deals with the same value again.
    /// </summary>
    public string? Again { get; init; }
    /// <summary>
    /// Transition that it takes of each record; records in a state that it does not start from are left alone. Notices and effects then
    /// belong to the transition.
    /// </summary>
    public string? Take { get; init; }
    /// <summary>Effects on each record, in this order, in its transaction.</summary>
    public IReadOnlyList<EffectDefinition> Effects { get; init; } = [];
    /// <summary>Keys of the notices that it sends about each record.</summary>
    public IReadOnlyList<string> Notice { get; init; } = [];
    /// <summary>
    /// Roles that see in the history of a record that the job has dealt with it; <c>everyone</c> for all who may read the record.
    /// Default: the audience of the lifecycle.
    /// </summary>
    public IReadOnlyList<string>? Audience { get; init; }
    /// <summary>The old key, after a rename.</summary>
    public string? Was { get; init; }
}
