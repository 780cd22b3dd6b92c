using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.People;

internal static class PostSessionsEndOthers
{
    public static async Task<IResult> Handle(HttpContext http, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        var refused = await here.Engine.People.Sessions.SignOutElsewhere(here.SignedIn!, cancellation);
        return refused is null ? GetProfile.After(http, "sessions")
            : await GetProfile.Page(http, new(refused.Said(here)), cancellation);
    }
}
