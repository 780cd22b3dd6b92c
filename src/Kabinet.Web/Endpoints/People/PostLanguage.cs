using Kabinet.Web.Request;
using Microsoft.AspNetCore.Mvc;

namespace Kabinet.Web.Endpoints.People;

internal static class PostLanguage
{
    public static async Task<IResult> Handle(HttpContext http, [FromForm] string? language, [FromForm(Name = "return")] string? address,
        CancellationToken cancellation)
    {
        var here = http.Kabinet();
        var known = Languages.Known(language);
        if (here.SignedIn is { } me) await here.Engine.People.Profiles.ChooseLanguage(me, known, cancellation);
        ChoiceCookie.Keep(http, Languages.Cookie, known);
        return Returns.SeeOther(http, Returns.Safe(address));
    }
}
