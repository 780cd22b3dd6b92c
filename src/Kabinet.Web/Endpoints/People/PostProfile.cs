using Kabinet.Engine.People;
using Kabinet.Web.Request;
using Microsoft.AspNetCore.Mvc;

namespace Kabinet.Web.Endpoints.People;

internal static class PostProfile
{
    public static async Task<IResult> Handle(HttpContext http, [FromForm] string? name, [FromForm] string? phone,
        [FromForm] string? language, [FromForm] string? theme, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        var change = new ProfileChange(name ?? "", phone, ChosenLanguage.Known(language), Themes.Known(theme));
        var refused = await here.Engine.People.Profiles.Change(here.SignedIn!, change, cancellation);
        return refused is null ? GetProfile.After(http, "profile")
            : await GetProfile.Page(http, new(refused.Said(here), Typed: change), cancellation);
    }
}
