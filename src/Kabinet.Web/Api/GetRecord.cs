using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

internal static class GetRecord
{
    public static async Task<IResult> Handle(HttpContext http, string entity, long id, CancellationToken cancellation)
    {
        if (Entities.Of(http, entity) is not { } known) return Outcomes.NotHere(http);
        var here = http.Kabinet();
        var columns = http.Request.Query.ContainsKey("fields") ? (await EarlierQuery.Of(http, known)).Columns : null;
        var found = await here.Engine.Records.Find(here.Actor, known, id, columns, cancellation: cancellation);
        return found is null ? Outcomes.NotHere(http)
            : new JsonAnswer(json => RecordJson.Write(json, found.Record, here), found.Record.Version);
    }
}
