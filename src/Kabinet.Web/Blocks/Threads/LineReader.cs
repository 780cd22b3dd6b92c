using Kabinet.Engine.Model;
using Kabinet.Engine.Threads;
using Kabinet.Web.Request;

namespace Kabinet.Web.Blocks;

/// <summary>Lays out the lines of a conversation.</summary>
internal sealed class LineReader(RequestContext here, Entity entity, long id, ThreadPage page)
{
    private static readonly TimeSpan InOneBreath = TimeSpan.FromMinutes(5);
    private readonly HistoryTeller teller = new(entity, here.Language, here.Culture, here.Zone);

    /// <summary>The address of the page on which a message is answered.</summary>
    public required Func<long, string> Href { get; init; }

    public IReadOnlyList<LineView> Read()
    {
        var firstUnread = page.Items.FirstOrDefault(item => item.Said is { IsUnread: true })?.Said!.Id;
        var lines = new List<LineView>();
        ThreadItem? before = null;
        foreach (var item in page.Items)
        {
            lines.Add(item.Said is { } said ? Message(item, said, before, firstUnread) : Event(item));
            before = item;
        }
        return lines;
    }

    private LineView Message(ThreadItem item, ThreadItem.Message said, ThreadItem? before, long? firstUnread)
    {
        var key = page.Thread.Key;
        return new(item.Author, Moment.Of(here, item.At))
        {
            Id = said.Id,
            Text = said.Text,
            IsOwn = said.IsOwn,
            IsFirstUnread = said.Id == firstUnread,
            Follows = said.Id != firstUnread && said.Quote is null && before is { Said: { } former } && former.IsOwn == said.IsOwn
                && before.Author == item.Author && item.At - before.At < InOneBreath,
            IsEdited = said.EditedAt is not null,
            Quote = said.Quote,
            Files = [.. said.Files.Select(file => FileView.Of(here, file))],
            QuoteHref = page.CanWrite ? Href(said.Id) : null,
            EditHref = said.CanEdit ? Addresses.MessageEdit(entity, id, key, said.Id) : null,
            PassHref = page.PassesTo.Count > 0 ? Addresses.MessagePass(entity, id, key, said.Id) : null,
        };
    }

    private LineView Event(ThreadItem item)
    {
        var sentence = teller.Tell(item.Told!);
        return new(sentence.Who, Moment.Of(here, item.At)) { Text = sentence.Did, IsEvent = true, Comment = item.Told!.Comment };
    }
}
