using Kabinet.Engine.Definitions;
using Kabinet.Engine.Records;
using Kabinet.Web.Request;

namespace Kabinet.Web.Views.Fields;

/// <summary>A status as a dot with a word; how long it lasts when that is too long; a click asks for the steps allowed now.</summary>
internal static class StatusPill
{
    public static Html Draw(RequestContext here, Entity entity, Record record)
    {
        if (record[SystemFields.Status] is not string key || entity.Lifecycle?.States.GetValueOrDefault(key) is not { } state) return Html.Empty;
        var (title, late) = (here.Say(state.Definition.Title), Late(here, record));
        var dot = Cells.Dot(state.Definition.Color, title);
        if (!entity.Lifecycle.Transitions.Values.Any(transition => transition.From.Contains(key) && here.Actor.MayEver(entity, transition)))
            return Html.Of($"""<span class="pill-still">{dot}{late}</span>""");
        return Html.Of(
            $"""<a class="pill" href="/frame/transitions/{entity.Key}/{record.Id}" data-controller="pill" data-action="pill#open" data-turbo-frame="transitions">{dot}{late}<span class="unseen">, {here.Say("grid.status_change")}</span></a>""");
    }

    private static Html Late(RequestContext here, Record record)
    {
        if (record[SystemFields.Overdue] is not true) return Html.Empty;
        var days = record[SystemFields.StatusSince] is DateTime since ? (int)(here.Engine.Clock.GetUtcNow().UtcDateTime - since).TotalDays : 0;
        var (words, title) = days > 0 ? (here.Say("day.in_state", days), here.Say("day.late", days)) : (here.Say("day.late_today"), here.Say("day.late_today"));
        return Html.Of($"""<span class="pill-late" title="{title}">{words}</span>""");
    }
}
