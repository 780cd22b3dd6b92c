using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.People;

internal static class PostTokenRevoke
{
    public static async Task<IResult> Handle(HttpContext http, long id, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        var refused = await here.Engine.People.Tokens.Revoke(here.SignedIn!, id, cancellation);
        return refused is null ? GetProfile.After(http, "token")
            : await GetProfile.Page(http, new(refused.Said(here)), cancellation);
    }
}
