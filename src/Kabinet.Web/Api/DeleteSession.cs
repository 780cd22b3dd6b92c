using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

internal static class DeleteSession
{
    public static async Task<IResult> Handle(HttpContext http, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        await here.Engine.People.Sessions.SignOut(here.SignedIn!, cancellation);
        return Results.NoContent();
    }
}
