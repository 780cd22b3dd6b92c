using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.People;

internal static class PostImpersonateEnd
{
    public static async Task<IResult> Handle(HttpContext http, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        if (await here.Engine.People.Impersonation.End(here.SignedIn!, cancellation) is not { } token) return Results.NotFound();
        SessionCookie.Give(http, token);
        return Returns.SeeOther(http, Addresses.Home);
    }
}
