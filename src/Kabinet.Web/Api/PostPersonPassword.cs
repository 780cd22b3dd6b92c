using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

internal static class PostPersonPassword
{
    public static async Task<IResult> Handle(HttpContext http, long user, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        var (given, refused) = await here.Engine.People.Accounts.Reset(here.SignedIn!, user, cancellation);
        if (refused is not null) return Outcomes.Refused(http, refused);
        return given is null ? Outcomes.NotHere(http) : PersonJson.OneTime(StatusCodes.Status200OK, given);
    }
}
