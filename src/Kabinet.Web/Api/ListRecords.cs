using Kabinet.Engine.Access;
using Kabinet.Engine.Reading;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

internal static class ListRecords
{
    private const int MostCounted = 1000;

    public static async Task<IResult> Handle(HttpContext http, string entity, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        // Who only makes records of it has no list, not an empty one: an empty list would still tell its fields by sorting.
        if (Entities.Of(http, entity) is not { } known || !here.Actor.Reads(known)) return Outcomes.NotHere(http);
        var query = await EarlierQuery.Of(http, known);
        var page = await here.Engine.Records.List(here.Actor, query, cancellation);
        var total = http.Request.Query["count"] == "true"
            ? await here.Engine.Records.Count(here.Actor, query with { After = null }, MostCounted, cancellation) : (int?)null;
        return new JsonAnswer(json => Write(json, page, total, here));
    }

    private static void Write(System.Text.Json.Utf8JsonWriter json, RecordPage page, int? total, RequestContext here)
    {
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (var record in page.Records) RecordJson.Write(json, record, here);
        json.WriteEndArray();
        json.WriteString("next", page.Next);
        if (total is { } counted)
        {
            json.WriteNumber("total", Math.Min(counted, MostCounted));
            json.WriteBoolean("total_is_more", counted > MostCounted);
        }
        json.WriteEndObject();
    }
}
