using Kabinet.Web.Endpoints.Pages;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.Mail;

/// <summary>Sends a letter once more.</summary>
internal static class PostLetterAgain
{
    public static async Task<IResult> Handle(HttpContext http, long id, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        if (await here.Engine.Letters.Find(here.Actor, id, cancellation) is null) return GetPage.NotFound();
        var again = await here.Engine.Letters.SendAgain(here.SignedIn!, id, cancellation);
        Toast.Leave(http, here.Say(again ? "letters.said_again" : "letters.said_waiting"), again ? "ok" : "note");
        return Returns.SeeOther(http, (await http.Form()).Own("_return") ?? Addresses.Mail);
    }
}
