using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

/// <summary>What the files of a record must hold: of each needed document, whether it is there and from whom it is awaited.</summary>
internal static class GetChecklist
{
    public static async Task<IResult> Handle(HttpContext http, string entity, long id, CancellationToken cancellation)
    {
        if (Entities.Of(http, entity) is not { } known) return Outcomes.NotHere(http);
        var here = http.Kabinet();
        if (await here.Engine.Files.Rights(here.Actor, known, id, cancellation) is not { } rights) return Outcomes.NotHere(http);
        var needed = rights.SelectMany(right => right.Needed, (right, need) => (right.Group, need.Kind, need.IsPresent)).ToList();
        return new JsonAnswer(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            foreach (var (group, kind, present) in needed)
            {
                json.WriteStartObject();
                RecordJson.Value(json, "group", group.Key);
                RecordJson.Value(json, "kind", kind.Key);
                RecordJson.Value(json, "title", here.Say(kind.Definition.Title));
                RecordJson.Value(json, "present", present);
                RecordJson.Value(json, "from", kind.From?.Definition.Role);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            RecordJson.Value(json, "missing", needed.Count(need => !need.IsPresent));
            json.WriteEndObject();
        });
    }
}
