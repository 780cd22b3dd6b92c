using System.Globalization;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

/// <summary>A record after a command, as its actor sees it now; where it left his sight, only that it was done.</summary>
internal static class RecordAnswer
{
    public static async Task<IResult> Of(HttpContext http, Entity entity, Outcome.Done done, int status)
    {
        var here = http.Kabinet();
        if (status == StatusCodes.Status201Created) http.Response.Headers.Location = Addresses.ApiRecord(entity, done.Id);
        var found = await here.Engine.Records.Find(here.Actor, entity, done.Id, cancellation: http.RequestAborted);
        return new JsonAnswer(status, json =>
        {
            if (found is not null) RecordJson.Write(json, found.Record, here);
            else RecordJson.Write(json, done);
        }, found?.Record.Version);
    }
}
