using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.People;

internal static class PostSessionEnd
{
    public static async Task<IResult> Handle(HttpContext http, long id, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        var refused = await here.Engine.People.Sessions.End(here.SignedIn!, id, cancellation);
        return refused is null ? GetProfile.After(http, "sessions")
            : await GetProfile.Page(http, new(refused.Said(here)), cancellation);
    }
}
