using Kabinet.Engine.Outcomes;
using Kabinet.Web.Endpoints.Pages;
using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.People;

internal static class PostPasskeyRemove
{
    public static async Task<IResult> Handle(HttpContext http, long id, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        return await here.Engine.People.Passkeys.Remove(here.SignedIn!, id, cancellation) switch
        {
            Outcome.Done => GetProfile.After(http, "passkey_removed"),
            Outcome.Invalid refused => await GetProfile.Page(http, new(refused.Said(here)), cancellation),
            _ => GetPage.NotFound(),
        };
    }
}
