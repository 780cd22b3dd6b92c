using System.Globalization;
using System.Text;
using System.Text.Json;
using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outbox;
using Kabinet.Engine.Reading;
using Kabinet.Web.Request;

namespace Kabinet.Web.Live;

/// <summary>
/// <c>GET /live?topics=request,request_line:7</c>: a stream of names of what changed. <c>event: changed</c> carries the topics of records
/// the reader may read now, <c>bell</c> the number of his unread notices, <c>definitions</c> the new revision, <c>all</c> that some names
/// were lost, <c>enough</c> that a newer stream of the same person took this one's place. He reads the things themselves again under his
/// own rights.
/// </summary>
internal static class GetLive
{
    private const int MostTopics = 300;
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(25);
    /// <summary>Changes that come close together are told together.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(150);

    public static async Task Handle(HttpContext http, LiveTabs tabs, IHostApplicationLifetime lifetime)
    {
        http.Response.ContentType = "text/event-stream";
        if (HttpMethods.IsHead(http.Request.Method)) return;
        var here = http.Kabinet();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        var tab = new LiveTab(here.Actor.UserId, http.Request.Query["topics"].ToString()
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostTopics)
            .ToHashSet(StringComparer.Ordinal));
        using var opened = tabs.Open(tab);
        http.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await Send(http, ": open\nretry: 3000\n\n", stop.Token);
            await Follow(http, tab, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { return; }
    }

    private static async Task Follow(HttpContext http, LiveTab tab, CancellationToken cancellation)
    {
        while (true)
        {
            var awake = await Woken(tab, cancellation);
            if (awake is false)
            {
                if (tab.IsDismissed) await Send(http, "event: enough\ndata: 1\n\n", cancellation);
                return;
            }
            // Rights may have changed since the stream began; a session that has ended takes its stream along.
            if (await Again(http, cancellation) is not { } now) return;
            if (awake is null) { await Send(http, ": alive\n\n", cancellation); continue; }
            await Task.Delay(Gathering, cancellation);
            await Tell(http, now, tab, cancellation);
        }
    }

    /// <summary>True for news, null for a heartbeat, false for the end.</summary>
    private static async Task<bool?> Woken(LiveTab tab, CancellationToken cancellation)
    {
        using var beat = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        beat.CancelAfter(Heartbeat);
        try { return await tab.Waiting.WaitToReadAsync(beat.Token); }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested) { return null; }
    }

    private static async Task<Actor?> Again(HttpContext http, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        var solution = here.Engine.Solution.Value;
        if (here.IsGuest) return Actor.Guest(solution);
        var signedIn = await here.Engine.People.Recognise(solution, SessionCookie.TokenOf(http)!, cancellation);
        return signedIn is { MustChangePassword: false } && signedIn.Person.Id == here.Person!.Id ? signedIn.Actor : null;
    }

    private static async Task Tell(HttpContext http, Actor actor, LiveTab tab, CancellationToken cancellation)
    {
        var engine = http.Kabinet().Engine;
        var news = new HashSet<Change>();
        while (tab.Waiting.TryRead(out var change)) news.Add(change);
        var text = new StringBuilder();
        if (tab.TakeLost()) text.Append("event: all\ndata: 1\n\n");
        if (news.Any(change => change.IsOfDefinitions))
            text.Append(CultureInfo.InvariantCulture, $"event: definitions\ndata: {engine.Solution.Value.Revision}\n\n");
        if (news.Any(change => change.Receiver is not null))
            text.Append(CultureInfo.InvariantCulture, $"event: bell\ndata: {await engine.Bell.Unread(actor, cancellation)}\n\n");
        if (await Readable(engine.Records, actor, [.. news.Where(change => change is { Receiver: null, IsOfDefinitions: false })],
            cancellation) is { Count: > 0 } readable)
            text.Append(CultureInfo.InvariantCulture, $"event: changed\ndata: {JsonSerializer.Serialize(readable)}\n\n");
        if (text.Length > 0) await Send(http, text.ToString(), cancellation);
    }

    /// <summary>One question an entity: which of the changed records exist for this reader.</summary>
    private static async Task<List<string>> Readable(Records records, Actor actor, IReadOnlyList<Change> changes,
        CancellationToken cancellation)
    {
        var topics = new List<string>();
        foreach (var group in changes.GroupBy(change => change.Entity, StringComparer.Ordinal))
        {
            if (!actor.Solution.Entities.TryGetValue(group.Key, out var entity) || !actor.To(entity).CanRead) continue;
            var id = new FieldPath([], entity[SystemFields.Id]);
            if (!actor.Sees(entity, id)) continue;
            var page = await records.List(actor,
                new() { Entity = entity, Columns = [id], Filters = [new(id, Comparison.Is, [.. group.Select(change => (object)change.Id)])],
                Limit = 500 }, cancellation);
            topics.AddRange(page.Records.Select(record => string.Create(CultureInfo.InvariantCulture, $"{entity.Key}:{record.Id}")));
        }
        return topics;
    }

    private static async Task Send(HttpContext http, string text, CancellationToken cancellation)
    {
        await http.Response.WriteAsync(text, cancellation);
        await http.Response.Body.FlushAsync(cancellation);
    }
}
