using Kabinet.Engine.Reading;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

internal static class GetNotices
{
    public static async Task<IResult> Handle(HttpContext http, long? before, int? limit, CancellationToken cancellation)
    {
        if (limit is < 1 or > 100) throw new QueryException("limit", new("query.limit", 100));
        var here = http.Kabinet();
        var notices = await here.Engine.Bell.List(here.Actor, before, limit ?? 30, cancellation);
        var unread = await here.Engine.Bell.Unread(here.Actor, cancellation);
        return new JsonAnswer(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            foreach (var notice in notices)
            {
                json.WriteStartObject();
                RecordJson.Value(json, "id", notice.Id);
                RecordJson.Value(json, "at", notice.At);
                RecordJson.Value(json, "kind", notice.Kind);
                RecordJson.Value(json, "text", notice.Text);
                RecordJson.Value(json, "entity", notice.Entity);
                RecordJson.Value(json, "record", notice.RecordId);
                RecordJson.Value(json, "read", notice.Read);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteNumber("unread", unread);
            json.WriteEndObject();
        });
    }
}
