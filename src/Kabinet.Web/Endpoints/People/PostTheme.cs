using Kabinet.Web.Request;
using Microsoft.AspNetCore.Mvc;

namespace Kabinet.Web.Endpoints.People;

internal static class PostTheme
{
    /// <summary>Anything but light and dark follows the system.</summary>
    public static async Task<IResult> Handle(HttpContext http, [FromForm] string? theme, [FromForm(Name = "return")] string? address,
        CancellationToken cancellation)
    {
        var here = http.Kabinet();
        var known = Themes.Known(theme);
        if (here.SignedIn is { } me) await here.Engine.People.Profiles.ChooseTheme(me, known, cancellation);
        ChoiceCookie.Keep(http, Themes.Cookie, known);
        return Returns.SeeOther(http, Returns.Safe(address));
    }
}
