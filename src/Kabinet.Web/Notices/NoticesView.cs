using Kabinet.Engine.Notices;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Notices;

/// <summary>A person's notices, newest first, by day.</summary>
internal sealed record NoticesView(IReadOnlyList<NoticeDay> Days, bool AnyUnread, string? OlderHref)
{
    private const int Lines = 30;

    public static async ValueTask<NoticesView> Read(RequestContext here, long? before)
    {
        var items = await here.Engine.Bell.List(here.Actor, before, Lines, here.Cancellation);
        var days = here.Days;
        return new([.. items.GroupBy(item => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(item.At, here.Zone)))
            .Select(day => new NoticeDay(days.Say(day.Key), [.. day.Select(item => Line(here, days, item))]))],
            items.Any(item => !item.Read), items.Count < Lines ? null : Addresses.NoticesBefore(items[^1].Id));
    }

    private static NoticeLine Line(RequestContext here, DayWords days, BellItem item)
    {
        var address = here.Solution.Entities.TryGetValue(item.Entity, out var entity)
            ? SitePages.Of(here.Solution).AddressOf(entity, item.RecordId, here.Actor) : null;
        return new(item.Text, days.Time(item.At), days.Exact(item.At), item.Read,
            address is null || item.Several.Count > 0 ? null : Addresses.Notice(item.Id, address),
            [.. item.Several.Select(one => Line(here, days, one))]);
    }
}

/// <summary>Notices of one day.</summary>
internal sealed record NoticeDay(string Title, IReadOnlyList<NoticeLine> Lines);

/// <summary>One notice; of a step for several records, one line with the notices behind it.</summary>
internal sealed record NoticeLine(string Text, string When, string Exact, bool IsRead, string? Href, IReadOnlyList<NoticeLine> Several);
