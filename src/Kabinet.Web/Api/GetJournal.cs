using System.Text.Json;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Reading;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

internal static class GetJournal
{
    public static async Task<IResult> Handle(HttpContext http, string entity, long id, long? before, int? limit,
        CancellationToken cancellation)
    {
        if (Entities.Of(http, entity) is not { } known) return Outcomes.NotHere(http);
        if (limit is < 1 or > 200) throw new QueryException("limit", new("query.limit", 200));
        var here = http.Kabinet();
        var page = await here.Engine.Journal.Read(here.Actor, known, id, before, limit ?? 50, cancellation);
        return page is null ? Outcomes.NotHere(http) : new JsonAnswer(json => Write(json, page));
    }

    private static void Write(Utf8JsonWriter json, JournalPage page)
    {
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (var happened in page.Events) Write(json, happened);
        json.WriteEndArray();
        RecordJson.Value(json, "next", page.Next);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, JournalEvent happened)
    {
        json.WriteStartObject();
        RecordJson.Value(json, "id", happened.Id);
        RecordJson.Value(json, "at", happened.At);
        RecordJson.Value(json, "actor", happened.Actor);
        RecordJson.Value(json, "impersonator", happened.Impersonator);
        RecordJson.Value(json, "kind", JsonNamingPolicy.SnakeCaseLower.ConvertName(happened.Kind.Key));
        RecordJson.Value(json, "transition", happened.Transition);
        RecordJson.Value(json, "from", happened.From);
        RecordJson.Value(json, "to", happened.To);
        RecordJson.Value(json, "comment", happened.Comment);
        RecordJson.Value(json, "subject", happened.Subject);
        json.WriteStartArray("changes");
        foreach (var change in happened.Changes) Write(json, change);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FieldChange change)
    {
        json.WriteStartObject();
        RecordJson.Value(json, "field", change.Field.Key);
        RecordJson.Value(json, "before", change.Before);
        RecordJson.Value(json, "after", change.After);
        if (change.BeforeLabel is not null) RecordJson.Value(json, "before_label", change.BeforeLabel);
        if (change.AfterLabel is not null) RecordJson.Value(json, "after_label", change.AfterLabel);
        json.WriteEndObject();
    }
}
