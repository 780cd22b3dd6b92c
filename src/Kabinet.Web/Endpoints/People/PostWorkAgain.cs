using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.People;

/// <summary>Has a failed job or delivery attempted again.</summary>
internal static class PostWorkAgain
{
    private const string Page = Addresses.Background;

    public static async Task<IResult> Handle(HttpContext http, long id, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        var again = await here.Engine.Background.TryAgain(here.SignedIn!, id, cancellation);
        Toast.Leave(http, here.Say(again ? "background.said_again" : "background.said_gone"), again ? "ok" : "note");
        return Returns.SeeOther(http, Page);
    }
}
