using System.Text.Json;
using Kabinet.Engine.Model;
using Kabinet.Engine.Threads;
using Kabinet.Web.Blocks;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

/// <summary>A page of a conversation, oldest first; <c>earlier</c> is what the page before is asked by.</summary>
internal static class GetThread
{
    public static async Task<IResult> Handle(HttpContext http, string entity, long id, string thread, int? limit,
        CancellationToken cancellation)
    {
        if (Entities.Of(http, entity) is not { } known) return Outcomes.NotHere(http);
        if (limit is < 1 or > 100) throw new Engine.Reading.QueryException("limit", new("query.limit", 100));
        var here = http.Kabinet();
        var page = await here.Engine.Threads.Read(here.Actor, known, id, thread, Before(http.Request.Query["before"]), limit ?? 50,
            cancellation);
        return page is null ? Outcomes.NotHere(http) : new JsonAnswer(json => Write(json, here, known, page));
    }

    /// <exception cref="Engine.Reading.QueryException">It is no place in a conversation.</exception>
    private static ThreadCursor? Before(string? text) => text is null or "" ? null
        : ThreadCursor.Read(text) ?? throw new Engine.Reading.QueryException("before", new("request.bad_value"));

    private static void Write(Utf8JsonWriter json, RequestContext here, Entity entity, ThreadPage page)
    {
        var teller = new HistoryTeller(entity, here.Language, here.Culture, here.Zone);
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (var item in page.Items)
        {
            json.WriteStartObject();
            if (item.Said is { } said) Write(json, item, said);
            else Write(json, item, teller);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        RecordJson.Value(json, "unread", page.Unread);
        RecordJson.Value(json, "can_write", page.CanWrite);
        RecordJson.Value(json, "earlier", page.Earlier?.ToString());
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ThreadItem item, ThreadItem.Message said)
    {
        RecordJson.Value(json, "id", said.Id);
        RecordJson.Value(json, "at", item.At);
        RecordJson.Value(json, "author", item.Author);
        RecordJson.Value(json, "text", said.Text);
        json.WriteStartArray("files");
        foreach (var file in said.Files) FileJson.Write(json, file);
        json.WriteEndArray();
        RecordJson.Value(json, "system", false);
        RecordJson.Value(json, "own", said.IsOwn);
        RecordJson.Value(json, "unread", said.IsUnread);
        RecordJson.Value(json, "edited_at", said.EditedAt);
        if (said.Quote is not { } quote) return;
        json.WriteStartObject("quote");
        RecordJson.Value(json, "id", quote.Id);
        RecordJson.Value(json, "author", quote.Author);
        RecordJson.Value(json, "text", quote.Text);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ThreadItem item, HistoryTeller teller)
    {
        var sentence = teller.Tell(item.Told!);
        RecordJson.Value(json, "id", item.Told!.Id);
        RecordJson.Value(json, "at", item.At);
        RecordJson.Value(json, "author", item.Author);
        RecordJson.Value(json, "text", $"{sentence.Who} {sentence.Did}");
        json.WriteStartArray("files");
        json.WriteEndArray();
        RecordJson.Value(json, "system", true);
    }
}
