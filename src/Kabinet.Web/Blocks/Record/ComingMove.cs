using System.Globalization;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Request;

namespace Kabinet.Web.Blocks;

/// <summary>What the platform is going to do to the record at a time, or could not do.</summary>
/// <param name="Text">In words.</param>
/// <param name="At">When.</param>
/// <param name="IsLate">The time is over, so something is in the way.</param>
internal sealed record ComingMove(string Text, Moment At, bool IsLate)
{
    /// <summary>
    /// The timed transitions of the present state. A reader who does not see what a moment is computed from is told nothing of it.
    /// </summary>
    public static async ValueTask<IReadOnlyList<ComingMove>> Read(RequestContext request, Record record)
    {
        var coming = new List<ComingMove>();
        if (record[SystemFields.Status] is not string status) return coming;
        foreach (var transition in record.Shape.Entity.Lifecycle!.Timed.Where(timed => timed.From.Contains(status)))
            if (await MomentOf(request, record, transition.Timing!) is { } at) coming.Add(Of(request, record, transition, at));
        return coming;
    }

    private static ComingMove Of(RequestContext request, Record record, Transition transition, (Moment Moment, bool IsLate) at)
    {
        var (moment, isLate) = at;
        var (words, what) = transition.Target is Target.To to ? ("state", to.State.Definition.Title)
            : ("step", transition.Definition.Title);
        if (!isLate) return new(request.Say($"record.coming_{words}", what, moment.Words), moment, isLate);
        var reasons = record.Transitions.Where(judged => judged.Transition == transition && judged.Permitted)
            .SelectMany(judged => judged.Refusals).Select(request.Say).ToList();
        return new(string.Join(". ", [request.Say($"record.coming_late_{words}", what, moment.Words), .. reasons]), moment, isLate);
    }

    private static async ValueTask<(Moment, bool IsLate)?> MomentOf(RequestContext request, Record record, Timing timing)
    {
        if (timing.After is { } after) return record[SystemFields.StatusSince] is DateTime since ? Of(request, since + after) : null;
        var (entity, needs) = (record.Shape.Entity, Dependencies.OfWhole(timing.Moment));
        if (needs.Collections.Count > 0 || needs.Paths.Any(path => !request.Actor.Sees(entity, path))) return null;
        var values = await request.Engine.Records.Values(request.Actor, OuterRecord.Stored(entity, record.Id), [timing.Moment],
            request.Cancellation);
        return values?[0] switch
        {
            DateOnly day => (new(request.Days.Say(day), request.Days.Exact(day), day.ToString("O", CultureInfo.InvariantCulture)),
                day < request.Days.Today),
            DateTime moment => Of(request, moment),
            _ => null,
        };
    }

    private static (Moment, bool) Of(RequestContext request, DateTime at) =>
        (Moment.Of(request, at), at < request.Engine.Clock.GetUtcNow().UtcDateTime);
}
