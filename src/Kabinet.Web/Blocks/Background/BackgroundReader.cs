using Kabinet.Engine.Background;
using Kabinet.Engine.Blocks;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Words;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;

namespace Kabinet.Web.Blocks;

/// <summary>Reads <c>block: background</c>.</summary>
internal sealed class BackgroundBlockReader : BlockReader<BackgroundBlock>
{
    protected override async ValueTask<BlockContent> Read(PageContext page, BackgroundBlock block) =>
        new("/Blocks/Background/Background.cshtml", await BackgroundReader.Read(page));
}

/// <summary>Reads the background work: every job, and the notices that could not be carried.</summary>
internal sealed class BackgroundReader
{
    private const int MostDeliveries = 100, MostRuns = 20;
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);
    private readonly RequestContext here;
    private readonly bool mayAgain;

    private BackgroundReader(RequestContext here) => (this.here, mayAgain) = (here, here.SignedIn is { } me && Accounts.MayManage(me));

    public static async ValueTask<BackgroundView> Read(PageContext page)
    {
        var (here, reader) = (page.Request, new BackgroundReader(page.Request));
        var jobs = await here.Engine.Background.Jobs(here.Actor, here.Cancellation);
        var failures = await here.Engine.Background.Failures(here.Actor, MostDeliveries, here.Cancellation);
        var runs = await here.Engine.Background.Runs(here.Actor, MostRuns, here.Cancellation);
        var names = await Names(here, [.. failures.Select(failure => failure.Receiver).Concat(runs.Select(run => run.User))
            .OfType<long>().Distinct()]);
        var titles = jobs.ToDictionary(job => job.Name, job => here.Say(job.Title), StringComparer.Ordinal);
        return new([.. jobs.Select(reader.Line)], [.. failures.Select(failure => reader.Line(failure, names))],
            [.. runs.Select(run => RunLine.Of(here, run, titles, names))]);
    }

    private static async ValueTask<Dictionary<long, string?>> Names(RequestContext here, IReadOnlyList<long> ids)
    {
        if (ids.Count == 0) return [];
        var users = here.Solution.Entities[CoreEntities.User];
        var those = new FieldFilter(new([], users[SystemFields.Id]), Comparison.Is, [.. ids.Cast<object?>()]);
        var query = new RecordQuery { Entity = users, Columns = [new([], users.Label)], Filters = [those], Limit = ids.Count };
        var page = await here.Engine.Records.List(here.Actor, query, here.Cancellation);
        return page.Records.ToDictionary(record => record.Id, record => record[users.Label.Key] as string);
    }

    private JobLine Line(JobState job)
    {
        var title = here.Say(job.Title);
        return new(title, here.Say(job.Times), StateOf(job))
        {
            Last = Of(job.LastRun?.StartedAt ?? job.DoneAt),
            Next = job.DueAt is { } due ? NextOf(due) : null,
            Failure = job.Failure is { } failure ? Line(failure) : null,
            Run = mayAgain ? new(Addresses.JobRun(job.Name), "player-play", here.Say("background.run"),
                here.Say("background.run_of", title)) : null,
        };
    }

    private Moment NextOf(DateTime due)
    {
        var moment = Moment.Of(here, due);
        return due < here.Engine.Clock.GetUtcNow().UtcDateTime + Soon ? moment with { Words = here.Say("background.soon") } : moment;
    }

    private AccountState StateOf(JobState job) => job switch
    {
        { IsRunning: true } => new("blue", here.Say("background.running")),
        { LastRun: { StartedAt: null } } => new("cyan", here.Say("background.waiting")),
        { Failure: not null } => new("red", here.Say("background.failed")),
        { LastRun: { HasFailed: true } } => new("yellow", here.Say("background.failed_some")),
        _ => new("green", here.Say("background.fine")),
    };

    private DeliveryLine Line(DeliveryState delivery, Dictionary<long, string?> names)
    {
        var known = delivery.Notice is { } key ? here.Solution.Notices.GetValueOrDefault(key) : null;
        var notice = known is null ? here.Say("background.unknown_notice") : here.Say(known.Definition.Title);
        return new(notice, TitleOf("channel", delivery.Channel), Line(delivery.Failure))
        {
            Receiver = delivery.Receiver is { } user ? names.GetValueOrDefault(user) : null,
            Next = Of(delivery.DueAt),
            State = delivery.DueAt is null ? new("red", here.Say("background.given_up")) : new("yellow", here.Say("background.will_retry")),
            Again = mayAgain ? new(Addresses.WorkAgain(delivery.Id), "refresh", here.Say("background.again"),
                here.Say("background.again_of", notice)) : null,
        };
    }

    // A channel that was taken away while its deliveries waited has no title here: its key names it.
    private string TitleOf(string what, string key) => Texts.Catalogue.TryGetValue($"{what}.{key}", out var title) ? here.Say(title) : key;

    private FailureLine Line(WorkFailure failure) =>
        new(Moment.Of(here, failure.At), failure.Message, here.Say("background.reference", failure.Reference, failure.Attempts));

    private Moment? Of(DateTime? at) => at is { } moment ? Moment.Of(here, moment) : null;
}

/// <summary>The background work.</summary>
/// <param name="Jobs">Every job.</param>
/// <param name="Deliveries">Notices that could not be carried, the latest failure first.</param>
/// <param name="Runs">The last runs of jobs, newest first.</param>
internal sealed record BackgroundView(IReadOnlyList<JobLine> Jobs, IReadOnlyList<DeliveryLine> Deliveries, IReadOnlyList<RunLine> Runs);

/// <summary>One job.</summary>
/// <param name="Title">What it does.</param>
/// <param name="Every">How often, in words.</param>
/// <param name="State">Whether the last run went well.</param>
internal sealed record JobLine(string Title, string Every, AccountState State)
{
    /// <summary>When the last run began; null for none.</summary>
    public Moment? Last { get; init; }
    /// <summary>The next run; null where no worker has seen the job yet.</summary>
    public Moment? Next { get; init; }
    /// <summary>Why the last run failed; null where it did not.</summary>
    public FailureLine? Failure { get; init; }
    /// <summary>The button that runs it at once; null where the reader may not.</summary>
    public WorkButton? Run { get; init; }
}

/// <summary>One notice that could not be carried.</summary>
/// <param name="Notice">Title of its kind.</param>
/// <param name="Channel">Title of the channel.</param>
/// <param name="Failure">Why.</param>
internal sealed record DeliveryLine(string Notice, string Channel, FailureLine Failure)
{
    /// <summary>Name of the person; null where he is not to be found.</summary>
    public string? Receiver { get; init; }
    /// <summary>The next attempt; null where it is given up.</summary>
    public Moment? Next { get; init; }
    /// <summary>Whether it will be attempted again.</summary>
    public required AccountState State { get; init; }
    /// <summary>Its button; null where the reader may not.</summary>
    public WorkButton? Again { get; init; }
}

/// <summary>What went wrong.</summary>
/// <param name="At">When.</param>
/// <param name="Message">What the program said.</param>
/// <param name="Reference">Where the log has the whole of it, in words.</param>
internal sealed record FailureLine(Moment At, string Message, string Reference);

/// <summary>A button that has some work done at once.</summary>
/// <param name="Href">Where it posts to.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Title">Its words.</param>
/// <param name="Named">The same with what it is about, for who cannot see the row.</param>
internal sealed record WorkButton(string Href, string Icon, string Title, string Named);
