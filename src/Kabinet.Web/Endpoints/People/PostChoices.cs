using Kabinet.Web.Request;
using Microsoft.AspNetCore.Mvc;

namespace Kabinet.Web.Endpoints.People;

/// <summary>Language and theme from the menu: kept with the person, or in the visitor's browser.</summary>
internal static class PostChoices
{
    public static async Task<IResult> Handle(HttpContext http, [FromForm] string? language, [FromForm] string? theme, [FromForm(Name = "return")] string? address, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        var (known, look) = (Languages.Known(language), Themes.Known(theme));
        if (here.SignedIn is { } me) await here.Engine.People.Profiles.Choose(me, known, look, cancellation);
        Keep(http, Languages.Cookie, known);
        Keep(http, Themes.Cookie, look);
        return Returns.SeeOther(http, Returns.Safe(address));
    }

    private static void Keep(HttpContext http, string cookie, string? value)
    {
        if (value is not null) http.Response.Cookies.Append(cookie, value, new() { SameSite = SameSiteMode.Lax, HttpOnly = true, Secure = http.Request.IsHttps, MaxAge = TimeSpan.FromDays(365), IsEssential = true });
    }
}
