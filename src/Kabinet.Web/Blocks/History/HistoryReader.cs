using System.Globalization;
using Kabinet.Engine.Blocks;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;

namespace Kabinet.Web.Blocks;

/// <summary>Reads <c>block: history</c>.</summary>
internal sealed class HistoryBlockReader : BlockReader<HistoryBlock>
{
    protected override async ValueTask<BlockContent> Read(PageContext page, HistoryBlock block) =>
        new("/Blocks/History/History.cshtml", await HistoryReader.Read(page, block));

    protected override int Lines(HistoryBlock block) => 6;
}

/// <summary>The history of a record.</summary>
/// <param name="Events">Events, newest first.</param>
/// <param name="Filters">What may be shown.</param>
/// <param name="EarlierHref">The page of earlier events; null at the beginning.</param>
/// <param name="Filtered">Only some kinds are shown.</param>
internal sealed record HistoryView(IReadOnlyList<HistoryEventView> Events, IReadOnlyList<TabView> Filters, string? EarlierHref,
    bool Filtered);

/// <summary>One event as a sentence.</summary>
internal sealed record HistoryEventView(long Id, HistorySentence Sentence, Moment At, string? Comment, string Icon, string? Color);

/// <summary>
/// Reads the history of the page's record; the filter and the place are in the address (<c>?history=statuses&amp;before=912</c>).
/// </summary>
internal static class HistoryReader
{
    private const int Shown = 30;
    // A filter leaves few events of a page; this many pages are looked through before the reader is asked to go on.
    private const int PagesLookedThrough = 5;
    private static readonly Dictionary<string, Func<JournalEvent, bool>> Kinds = new(StringComparer.Ordinal)
    {
        ["all"] = _ => true,
        ["statuses"] = told => told.Kind.Tab == EventTab.Statuses,
        ["changes"] = told => told.Changes.Count > 0,
        ["comments"] = told => told.Comment is not null,
        ["files"] = told => told.Kind.Tab == EventTab.Files,
    };

    public static async ValueTask<HistoryView> Read(PageContext page, HistoryBlock block)
    {
        var (request, entity) = (page.Request, page.Record.Shape.Entity);
        var kind = page.Query["history"].ToString() is { } asked && Kinds.ContainsKey(asked) ? asked : "all";
        var before = SentNumber.Of(page.Query["before"]);
        var (events, next) = await Look(request, entity, page.Record.Id, Kinds[kind], before);
        var teller = new HistoryTeller(entity, request.Language, request.Culture, request.Zone);
        return new([.. events.Select(told => View(request, entity, teller, told))],
            [.. Kinds.Keys.Select(key => new TabView(request.Say("history." + key), Href(page, block, key, null), key == kind))],
            next is null ? null : Href(page, block, kind, next), kind != "all");
    }

    private static async ValueTask<(List<JournalEvent> Events, long? Next)> Look(RequestContext request, Entity entity, long id,
        Func<JournalEvent, bool> wanted, long? before)
    {
        var events = new List<JournalEvent>();
        for (var looked = 0; looked < PagesLookedThrough; looked++)
        {
            var page = await request.Engine.Journal.Read(request.Actor, entity, id, before, Shown, request.Cancellation);
            events.AddRange(page?.Events.Where(wanted) ?? []);
            before = page?.Next;
            if (before is null || events.Count >= Shown) break;
        }
        return (events, before);
    }

    private static HistoryEventView View(RequestContext request, Entity entity, HistoryTeller teller, JournalEvent told) =>
        new(told.Id, teller.Tell(told), Moment.Of(request, told.At), told.Comment,
            request.Services.GetRequiredService<EventIcons>().Of(told.Kind),
            told.To is { } to ? (told.Part ?? entity).Lifecycle?.States.GetValueOrDefault(to)?.Definition.Color : null);

    private static string Href(PageContext page, HistoryBlock block, string kind, long? before)
    {
        var query = QueryString.Empty;
        if (page.Query["tab"].ToString() is { Length: > 0 } tab) query = query.Add("tab", tab);
        if (block.IsLazy) query = query.Add(PageContext.OpenKey, block.Key);
        if (kind != "all") query = query.Add("history", kind);
        if (before is { } place) query = query.Add("before", place.ToString(CultureInfo.InvariantCulture));
        return page.Path + query;
    }
}
