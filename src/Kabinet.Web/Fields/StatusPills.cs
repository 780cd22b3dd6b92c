using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Request;
using Kabinet.Web.Views;

namespace Kabinet.Web.Fields;

/// <summary>
/// Statuses of a list as dots with words; how long one lasts when that is too long; a click asks for the steps allowed now.
/// </summary>
internal sealed class StatusPills(RequestContext here, Entity entity)
{
    private readonly Dictionary<string, (Html Dot, bool Moves)> states = new(StringComparer.Ordinal);
    private readonly Html change = Html.Of($"""<span class="unseen">, {here.Say("grid.status_change")}</span>""");

    /// <summary>Whether the record is in a state in which it does not count; false where its status is not for the reader.</summary>
    public static bool IsVoid(Record record) =>
        record.Shape.Entity.Lifecycle is { Void: { Count: > 0 } states } && record[SystemFields.Status] is string key
            && states.Any(state => state.Key == key);

    public void Draw(HtmlWriter to, Record record)
    {
        if (record[SystemFields.Status] is not string key || StateOf(key) is not ({ } dot, var moves)) return;
        if (moves) to.Write($"""<a class="pill" href="{Addresses.Transitions(entity, record.Id)}">{dot}""");
        else to.Write($"""<span class="pill-still">{dot}""");
        if (record[SystemFields.Overdue] is true) Late(to, record);
        if (moves) to.Write($"{change}</a>");
        else to.Write($"</span>");
    }

    private (Html Dot, bool Moves)? StateOf(string key)
    {
        if (states.TryGetValue(key, out var known)) return known;
        if (entity.Lifecycle?.States.GetValueOrDefault(key) is not { } state) return null;
        var moves = entity.Lifecycle.Transitions.Values.Any(transition =>
            transition.From.Contains(key) && here.Actor.MayEver(entity, transition));
        return states[key] = (Cells.Dot(state.Definition.Color, here.Say(state.Definition.Title)), moves);
    }

    private void Late(HtmlWriter to, Record record)
    {
        var days = record[SystemFields.StatusSince] is DateTime since ? here.Days.DaysSince(since) : 0;
        var (words, title) = days > 0 ? (here.Say("day.in_state", days), here.Say("day.late", days))
            : (here.Say("day.late_today"), here.Say("day.late_today"));
        to.Write($"""<span class="pill-late" title="{title}">{words}</span>""");
    }
}
