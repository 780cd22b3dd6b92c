using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

/// <summary>The conversations of a record that the reader sees.</summary>
internal static class ListThreads
{
    public static async Task<IResult> Handle(HttpContext http, string entity, long id, CancellationToken cancellation)
    {
        if (Entities.Of(http, entity) is not { } known) return Outcomes.NotHere(http);
        var here = http.Kabinet();
        if (await here.Engine.Threads.Of(here.Actor, known, id, cancellation) is not { } threads) return Outcomes.NotHere(http);
        return new JsonAnswer(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            foreach (var (thread, unread) in threads)
            {
                json.WriteStartObject();
                RecordJson.Value(json, "key", thread.Key);
                RecordJson.Value(json, "title", here.Say(thread.Definition.Title));
                RecordJson.Value(json, "unread", unread);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }
}
