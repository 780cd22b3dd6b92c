using Kabinet.Engine.Words;
using Kabinet.Web.Blocks;
using Kabinet.Web.Pipeline;
using Kabinet.Web.Request;
using Kabinet.Web.Site;
using Microsoft.AspNetCore.Mvc;

namespace Kabinet.Web.Endpoints.Pages;

/// <summary>A state of a list kept under a name. Only a person's own address is kept, and it is read again under his rights.</summary>
internal static class PostSavedView
{
    private const int LongestName = 40;

    public static async Task<IResult> Save(HttpContext http, [FromForm] string? place, [FromForm] string? name,
        [FromForm(Name = "return")] string? address, SiteLimits limits)
    {
        var here = http.Kabinet();
        var (named, back) = (VisibleText.Of(name ?? ""), Returns.Safe(address));
        if (!GridPreferences.IsPlace(here, place) || named.Length is 0 or > LongestName) return GetPage.NotFound();
        var state = PageAddress.Parse(back).State;
        if (state.Length > GridPreferences.LongestState)
            return new ErrorResult(StatusCodes.Status422UnprocessableEntity, "grid.view_too_long");
        await (await GridPreferences.Read(here, place!)).With(new(named, state), limits.SavedViews).Write(here, place!);
        Toast.Leave(http, here.Say("grid.save_view_done", named));
        return Returns.SeeOther(http, back);
    }

    public static async Task<IResult> Remove(HttpContext http, [FromForm] string? place, [FromForm] string? name,
        [FromForm(Name = "return")] string? address)
    {
        var here = http.Kabinet();
        if (!GridPreferences.IsPlace(here, place)) return GetPage.NotFound();
        await (await GridPreferences.Read(here, place!)).Without(name ?? "").Write(here, place!);
        Toast.Leave(http, here.Say("grid.save_view_removed", name ?? ""));
        return Returns.SeeOther(http, Returns.Safe(address));
    }
}
