using System.Globalization;
using Kabinet.Engine.Blocks;
using Kabinet.Engine.Model;
using Kabinet.Engine.Threads;
using Kabinet.Web.Fields;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Blocks;

/// <summary>Reads <c>block: inbox</c>.</summary>
internal sealed class InboxBlockReader : BlockReader<InboxBlock>
{
    protected override async ValueTask<BlockContent> Read(PageContext page, InboxBlock block) =>
        new("/Blocks/Inbox/Inbox.cshtml", await new InboxReader(page, block).Read());

    protected override int Lines(InboxBlock block) => 12;
}

/// <summary>All conversations of the reader.</summary>
/// <param name="Unread">Those with messages that he has not read.</param>
/// <param name="Others">The others.</param>
internal sealed record InboxView(IReadOnlyList<InboxLine> Unread, IReadOnlyList<InboxLine> Others)
{
    /// <summary>The next page of the others; null at the end.</summary>
    public string? MoreHref { get; init; }
    /// <summary>The open conversation; null for none.</summary>
    public InboxOpen? Open { get; init; }
    /// <summary>The list without an open conversation, for a phone.</summary>
    public required string ListHref { get; init; }
    public required string Empty { get; init; }
}

/// <summary>One conversation in the list.</summary>
internal sealed record InboxLine(string Href, string Record, string Thread, string Author, string Text, Moment At, bool IsUnread,
    bool IsOpen);

/// <summary>The conversation that is open.</summary>
/// <param name="Record">Name of its record.</param>
/// <param name="RecordHref">Page of the record; null where the reader has none.</param>
/// <param name="Thread">The conversation.</param>
internal sealed record InboxOpen(string Record, string? RecordHref, ThreadView Thread);

/// <summary>Reads the list and the conversation that the address opens (<c>?of=23.partner</c>).</summary>
internal sealed class InboxReader(PageContext page, InboxBlock block)
{
    private const string OfKey = "of", AfterKey = "after";
    private const int Shown = 30;
    private readonly RequestContext here = page.Request;

    public async ValueTask<InboxView> Read()
    {
        var open = Asked(page.Query[OfKey]);
        var after = SentNumber.Of(page.Query[AfterKey]);
        var threads = here.Engine.Threads;
        var unread = after is not null ? []
            : await threads.Inbox(here.Actor, block.Entity, unread: true, limit: Shown, cancellation: here.Cancellation);
        var others = await threads.Inbox(here.Actor, block.Entity, unread: false, after, Shown + 1, here.Cancellation);
        return new([.. unread.Select(item => Line(item, open))], [.. others.Take(Shown).Select(item => Line(item, open))])
        {
            MoreHref = others.Count > Shown ? Own.With(AfterKey, Text(others[Shown - 1].Message)).ToString() : null,
            Open = open is var (record, thread) ? await Open(record, thread) : null,
            ListHref = page.Path,
            Empty = block.Definition.Empty is { } empty ? here.Say(empty) : here.Say("inbox.empty"),
        };
    }

    private ThreadHref Own => new(page.Path, QueryString.Empty);

    private InboxLine Line(InboxItem item, (long Record, string Thread)? open) =>
        new(Own.With(OfKey, $"{Text(item.Record)}.{item.Thread.Key}").ToString(), item.Title, here.Say(item.Thread.Definition.Title),
            item.Author, item.Text.Length > 0 ? item.Text : here.Say("inbox.files"), Moment.Of(here, item.At), item.IsUnread,
            open is var (record, thread) && record == item.Record && thread == item.Thread.Key);

    private async ValueTask<InboxOpen?> Open(long record, string thread)
    {
        if (!block.Entity.Threads.TryGetValue(thread, out var known)) return null;
        var label = new FieldPath([], block.Entity.Label);
        var asked = await here.Engine.Records.Find(here.Actor, block.Entity, record, [label], null, here.Cancellation);
        if (asked is not { } found) return null;
        var reading = new OpenThread(here, block.Entity, record, page.Query) { Own = Own.With(OfKey, $"{Text(record)}.{thread}") };
        return await reading.Read(known) is { } view
            ? new(here.Show(found.Record, label), SitePages.Of(here.Solution).AddressOf(block.Entity, record, here.Actor), view) : null;
    }

    private static (long Record, string Thread)? Asked(string? text) =>
        text?.Split('.') is [var record, var thread] && SentNumber.Of(record) is { } id ? (id, thread) : null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
