using Kabinet.Web.Endpoints.Pages;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.People;

/// <summary>Runs a job at once.</summary>
internal static class PostJobRun
{
    public static async Task<IResult> Handle(HttpContext http, string job, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        if (await here.Engine.Background.RunNow(here.SignedIn!, job, cancellation) is not { } run) return GetPage.NotFound();
        Toast.Leave(http, here.Say(run.StartedAt is null ? "background.said_run" : "background.said_running"),
            run.StartedAt is null ? "ok" : "note");
        return Returns.SeeOther(http, Addresses.Background);
    }
}
