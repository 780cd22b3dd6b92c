using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.People;

internal static class PostPersonBlock
{
    public static async Task<IResult> Handle(HttpContext http, long user, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        return await AccountAnswers.Answer(http, user,
            await here.Engine.People.Accounts.SetActive(here.SignedIn!, user, active: false, cancellation), "accounts.said_blocked");
    }
}
