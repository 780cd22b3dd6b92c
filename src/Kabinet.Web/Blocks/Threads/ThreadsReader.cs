using System.Globalization;
using Kabinet.Engine.Blocks;
using Kabinet.Engine.Model;
using Kabinet.Engine.Threads;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;

namespace Kabinet.Web.Blocks;

/// <summary>Reads <c>block: threads</c>.</summary>
internal sealed class ThreadsBlockReader : BlockReader<ThreadsBlock>
{
    protected override async ValueTask<BlockContent> Read(PageContext page, ThreadsBlock block) =>
        new("/Blocks/Threads/Threads.cshtml", await ThreadsReader.Read(page, block));

    public override async ValueTask<int> Unseen(PageContext page, Block block)
    {
        var (here, wanted) = (page.Request, ((ThreadsBlock)block).Threads);
        var seen = await here.Engine.Threads.Of(here.Actor, page.Record.Shape.Entity, page.Record.Id, here.Cancellation)
            ?? [];
        return seen.Where(found => wanted.Contains(found.Thread)).Sum(found => found.Unread);
    }

    protected override int Lines(ThreadsBlock block) => 12;
}

/// <summary>Conversations of a record, of which one is open.</summary>
/// <param name="Tabs">All of them; empty where there is one.</param>
/// <param name="Open">The open one; null where the reader sees none.</param>
internal sealed record ThreadsView(IReadOnlyList<ThreadTab> Tabs, ThreadView? Open);

/// <summary>A conversation to open.</summary>
internal sealed record ThreadTab(string Title, string Href, bool IsOpen, int Unread);

/// <summary>An open conversation.</summary>
internal sealed record ThreadView(string Key, string Title, string? Help, IReadOnlyList<ThreadDay> Days)
{
    /// <summary>Where the page before is; null at the beginning.</summary>
    public string? EarlierHref { get; init; }
    /// <summary>Where messages are sent; null where the reader may not write.</summary>
    public string? SendHref { get; init; }
    /// <summary>Where it is marked as read; null where everything is.</summary>
    public string? ReadHref { get; init; }
    /// <summary>The message that is being answered.</summary>
    public LineView? Quote { get; init; }
    /// <summary>The page without an answer.</summary>
    public required string Back { get; init; }
    /// <summary>Whose draft of which conversation.</summary>
    public required string DraftKey { get; init; }
    public int MaxMegabytes { get; init; }
}

/// <summary>The lines of one day.</summary>
internal sealed record ThreadDay(string Title, IReadOnlyList<LineView> Lines);

/// <summary>One line: a message, or what happened to the record.</summary>
internal sealed record LineView(string Author, Moment At)
{
    public long Id { get; init; }
    /// <summary>Text of a message; words of an event.</summary>
    public required string Text { get; init; }
    public bool IsEvent { get; init; }
    public string? Comment { get; init; }
    public bool IsOwn { get; init; }
    /// <summary>The first one that the reader has not seen.</summary>
    public bool IsFirstUnread { get; init; }
    /// <summary>Said by whom the line before was, a short time ago.</summary>
    public bool Follows { get; init; }
    public bool IsEdited { get; init; }
    public QuotedMessage? Quote { get; init; }
    public IReadOnlyList<FileView> Files { get; init; } = [];
    public string? QuoteHref { get; init; }
    public string? EditHref { get; init; }
    public string? PassHref { get; init; }
}

/// <summary>
/// Reads the open conversation; which one, which page and which answer is in the address (<c>?thread=inside&amp;quote=7</c>).
/// </summary>
internal static class ThreadsReader
{
    private const string OpenKey = "thread";

    public static async ValueTask<ThreadsView> Read(PageContext page, ThreadsBlock block)
    {
        var (here, entity, id) = (page.Request, page.Record.Shape.Entity, page.Record.Id);
        var seen = (await here.Engine.Threads.Of(here.Actor, entity, id, here.Cancellation) ?? [])
            .Where(found => block.Threads.Any(thread => thread.Key == found.Thread.Key)).ToList();
        if (seen.Count == 0) return new([], null);
        var wanted = page.Query[OpenKey].ToString();
        // The one with something new comes first; otherwise the first conversation is open.
        var open = seen.Find(found => found.Thread.Key == wanted) is { Thread: not null } asked ? asked
            : seen.Find(found => found.Unread > 0) is { Thread: not null } unread ? unread : seen[0];
        var tabs = seen.Select(found => new ThreadTab(here.Say(found.Thread.Definition.Title), Own(page, found.Thread.Key).ToString(),
            found.Thread == open.Thread, found.Unread)).ToList();
        var reading = new OpenThread(here, entity, id, page.Query) { Own = Own(page, open.Thread.Key) };
        return new(seen.Count > 1 ? tabs : [], await reading.Read(open.Thread));
    }

    private static ThreadHref Own(PageContext page, string thread)
    {
        var query = QueryString.Empty;
        if (page.Query["tab"].ToString() is { Length: > 0 } tab) query = query.Add("tab", tab);
        return new(page.Path, query.Add(OpenKey, thread));
    }
}
