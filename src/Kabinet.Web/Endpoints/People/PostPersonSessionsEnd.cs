using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.People;

internal static class PostPersonSessionsEnd
{
    public static async Task<IResult> Handle(HttpContext http, long user, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        return await AccountAnswers.Answer(http, user, await here.Engine.People.Accounts.EndSessions(here.SignedIn!, user, cancellation),
            "accounts.said_sessions");
    }
}
