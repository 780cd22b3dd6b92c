using System.Globalization;
using Kabinet.Engine.Model;
using Kabinet.Engine.Threads;
using Kabinet.Web.Request;

namespace Kabinet.Web.Blocks;

/// <summary>The address of the page that shows a conversation.</summary>
internal sealed record ThreadHref(string Path, QueryString Query)
{
    /// <summary>The same with one more value.</summary>
    public ThreadHref With(string key, string value) => this with { Query = Query.Add(key, value) };

    public override string ToString() => Path + Query;
}

/// <summary>Reads one conversation to be shown: which page of it and which answer is in the address.</summary>
internal sealed class OpenThread(RequestContext here, Entity entity, long id, IQueryCollection asked)
{
    private const string BeforeKey = "before", QuoteKey = "quote";
    private const int Shown = 50;

    /// <summary>The address of the page.</summary>
    public required ThreadHref Own { get; init; }

    /// <summary>The conversation; null where the reader does not see it.</summary>
    public async ValueTask<ThreadView?> Read(RecordThread thread)
    {
        var before = ThreadCursor.Read(asked[BeforeKey]);
        var read = await here.Engine.Threads.Read(here.Actor, entity, id, thread.Key, before, Shown, here.Cancellation);
        if (read is null) return null;
        var lines = new LineReader(here, entity, id, read) { Href = quote => Answer(thread, quote) }.Read();
        var quoted = SentNumber.Of(asked[QuoteKey]) is { } answered
            ? lines.FirstOrDefault(line => !line.IsEvent && line.Id == answered) : null;
        return new(thread.Key, here.Say(thread.Definition.Title), thread.Definition.Help is { } help ? here.Say(help) : null,
            [.. lines.GroupBy(line => line.At.Day).Select(day => new ThreadDay(here.Days.Say(day.Key), [.. day]))])
        {
            EarlierHref = read.Earlier is { } earlier ? Own.With(BeforeKey, earlier.ToString()).ToString() : null,
            SendHref = read.CanWrite ? Addresses.Thread(entity, id, thread.Key) : null,
            ReadHref = read.Unread > 0 ? Addresses.ThreadRead(entity, id, thread.Key) : null,
            Quote = quoted,
            Back = Own.ToString(),
            DraftKey = string.Create(CultureInfo.InvariantCulture, $"{here.Actor.UserId}-{entity.Key}-{id}-{thread.Key}"),
            MaxMegabytes = thread.Definition.MaxMegabytes,
        };
    }

    private string Answer(RecordThread thread, long quote) =>
        $"{Own.With(QuoteKey, quote.ToString(CultureInfo.InvariantCulture))}#say-{thread.Key}";
}
