using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

internal static class PostPersonPassword
{
    public static async Task<IResult> Handle(HttpContext http, long user, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        var given = await here.Engine.People.Accounts.Reset(here.SignedIn!, user, cancellation);
        return given is null ? Outcomes.NotHere(http) : PersonJson.OneTime(StatusCodes.Status200OK, given);
    }
}
