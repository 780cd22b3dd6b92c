using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

internal static class ListFiles
{
    public static async Task<IResult> Handle(HttpContext http, string entity, long id, string group, CancellationToken cancellation)
    {
        if (Entities.Of(http, entity) is not { } known) return Outcomes.NotHere(http);
        var here = http.Kabinet();
        var rights = await here.Engine.Files.Rights(here.Actor, known, id, cancellation);
        if (rights?.Any(right => right.Group.Key == group && right.CanRead) != true) return Outcomes.NotHere(http);
        var files = await here.Engine.Files.List(here.Actor, known, id, cancellation);
        return files is null ? Outcomes.NotHere(http) : new JsonAnswer(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            foreach (var file in files.Where(file => file.Group == group)) FileJson.Write(json, file);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }
}
