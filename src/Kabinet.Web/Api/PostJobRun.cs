using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

internal static class PostJobRun
{
    public static async Task<IResult> Handle(HttpContext http, string job, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        return await here.Engine.Background.RunNow(here.SignedIn!, job, cancellation) is { } run
            ? new JsonAnswer(StatusCodes.Status202Accepted, json => JobRunJson.Write(json, run, here)) : Outcomes.NotHere(http);
    }
}
