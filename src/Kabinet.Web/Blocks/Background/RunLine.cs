using Kabinet.Engine.Background;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Blocks;

/// <summary>One run of a job.</summary>
/// <param name="Job">Title of the job.</param>
/// <param name="Began">When it began.</param>
/// <param name="By">The person who asked for it, or that the schedule did.</param>
/// <param name="Done">How many records it has dealt with, in words.</param>
/// <param name="State">How it ended.</param>
internal sealed record RunLine(string Job, Moment Began, string By, string Done, AccountState State)
{
    public bool HasFailed { get; init; }
    /// <summary>Why; null where it is about a record that the reader may not read, or the run has not failed.</summary>
    public string? Error { get; init; }
    /// <summary>Where the log has the whole of it, in words; null for none.</summary>
    public string? Reference { get; init; }
    /// <summary>The record that it is about; null for none.</summary>
    public FailedRecord? Record { get; init; }

    public static RunLine Of(RequestContext here, JobRunState run, IReadOnlyDictionary<string, string> titles,
        IReadOnlyDictionary<long, string?> names)
    {
        var by = run.User is { } user ? names.GetValueOrDefault(user) ?? here.Say("background.by_somebody")
            : here.Say("background.by_schedule");
        var done = run.Failed > 0 ? here.Say("background.done_not_all", run.Done, run.Failed) : run.Done.ToString("N0", here.Culture);
        return new(titles.GetValueOrDefault(run.Job) ?? run.Job, Moment.Of(here, run.StartedAt!.Value), by, done, StateOf(here, run))
        {
            HasFailed = run.HasFailed,
            Error = !run.HasFailed ? null : run.Error ?? here.Say("background.hidden"),
            Reference = run.Reference is { } reference ? here.Say("background.in_log", reference) : null,
            Record = run.Record is var (entity, id, label)
                ? new($"{here.Say(entity.Title)} {label}".TrimEnd(), SitePages.Of(here.Solution).AddressOf(entity, id, here.Actor)) : null,
        };
    }

    private static AccountState StateOf(RequestContext here, JobRunState run) => run switch
    {
        { HasFailed: true, Done: 0 } => new("red", here.Say("background.failed")),
        { HasFailed: true } => new("yellow", here.Say("background.failed_some")),
        { EndedAt: null } => new("blue", here.Say("background.running")),
        _ => new("green", here.Say("background.ended")),
    };
}

/// <summary>A record that refused or failed.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Href">Its page; null where the reader has none.</param>
internal sealed record FailedRecord(string Title, string? Href);
