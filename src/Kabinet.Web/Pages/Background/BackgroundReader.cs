using Kabinet.Engine.Background;
using Kabinet.Engine.Definitions;
using Kabinet.Engine.People;
using Kabinet.Web.Endpoints.Records;
using Kabinet.Web.Request;

namespace Kabinet.Web.Pages;

/// <summary>Reads the background work: every job, and the notices that could not be carried.</summary>
internal static class BackgroundReader
{
    private const int MostDeliveries = 100;

    public static async ValueTask<BackgroundView> Read(PageContext page)
    {
        var here = page.Request;
        var jobs = await here.Engine.Background.Jobs(here.Actor, here.Cancellation);
        var failures = await here.Engine.Background.Failures(here.Actor, MostDeliveries, here.Cancellation);
        var names = new Dictionary<long, string?>();
        foreach (var user in failures.Select(failure => failure.Receiver).OfType<long>().Distinct())
            names[user] = await here.NameOf(here.Solution.Entities[CoreEntities.User], user);
        return new([.. jobs.Select(job => Line(here, job))], [.. failures.Select(failure => Line(here, failure, names))], here.SignedIn is { } me && Accounts.MayManage(me));
    }

    private static JobLine Line(RequestContext here, JobState job) => new(here.Say($"job.{job.Name}"), EveryWords(here, job.Every), Of(here, job.DoneAt), Of(here, job.DueAt))
    {
        State = job.Failure is null ? new("green", here.Say("background.fine")) : new("red", here.Say("background.failed")),
        Failure = job is { Id: { } id, Failure: { } failure } ? Line(here, id, failure) : null,
    };

    private static DeliveryLine Line(RequestContext here, DeliveryState delivery, Dictionary<long, string?> names)
    {
        var notice = delivery.Notice is { } key && here.Solution.Notices.TryGetValue(key, out var known) ? here.Say(known.Definition.Title) : here.Say("background.unknown_notice");
        var receiver = delivery.Receiver is { } user ? names[user] : null;
        return new(notice, here.Say($"channel.{delivery.Channel}"), receiver, Line(here, delivery.Id, delivery.Failure), Of(here, delivery.DueAt))
        {
            State = delivery.DueAt is null ? new("red", here.Say("background.given_up")) : new("yellow", here.Say("background.will_retry")),
        };
    }

    private static FailureLine Line(RequestContext here, long id, WorkFailure failure) =>
        new(id, Moment.Of(here, failure.At), failure.Message, here.Say("background.reference", failure.Reference, failure.Attempts));

    private static Moment? Of(RequestContext here, DateTime? at) => at is { } moment ? Moment.Of(here, moment) : null;

    private static string EveryWords(RequestContext here, TimeSpan every) =>
        every.TotalDays >= 1 ? here.Say("background.every_days", (int)every.TotalDays) : here.Say("background.every_hours", (int)every.TotalHours);
}

/// <summary>The background work.</summary>
/// <param name="Jobs">Every job.</param>
/// <param name="Deliveries">Notices that could not be carried, the latest failure first.</param>
/// <param name="MayAgain">The reader may have what failed attempted again.</param>
internal sealed record BackgroundView(IReadOnlyList<JobLine> Jobs, IReadOnlyList<DeliveryLine> Deliveries, bool MayAgain);

/// <summary>One job.</summary>
internal sealed record JobLine(string Title, string Every, Moment? Last, Moment? Next)
{
    public required AccountState State { get; init; }
    /// <summary>Why the last run failed; null where it did not.</summary>
    public FailureLine? Failure { get; init; }
}

/// <summary>One notice that could not be carried.</summary>
/// <param name="Notice">Title of its kind.</param>
/// <param name="Channel">Title of the channel.</param>
/// <param name="Receiver">Name; null where he is not to be found.</param>
/// <param name="Failure">Why.</param>
/// <param name="Next">Next attempt; null where it is given up.</param>
internal sealed record DeliveryLine(string Notice, string Channel, string? Receiver, FailureLine Failure, Moment? Next)
{
    public required AccountState State { get; init; }
}

/// <summary>What went wrong, and the row to try again.</summary>
internal sealed record FailureLine(long Id, Moment At, string Message, string Reference);

/// <summary>The button that has something attempted again.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Of">What, for who cannot see the row.</param>
internal sealed record AgainButton(long Id, string Of);
