using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.People;

internal static class PostImpersonate
{
    public static async Task<IResult> Handle(HttpContext http, long user, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        var (token, refused) = await here.Engine.People.Impersonation.Begin(here.SignedIn!, user, Visitors.Of(http), cancellation);
        if (refused is not null) return await AccountAnswers.Answer(http, user, refused, "");
        if (token is null) return Results.NotFound();
        SessionCookie.Give(http, token);
        return Returns.SeeOther(http, Addresses.Home);
    }
}
