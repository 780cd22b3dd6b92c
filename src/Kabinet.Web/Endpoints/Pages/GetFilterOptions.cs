using Kabinet.Engine.Reading;
using Kabinet.Web.Blocks;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.Pages;

/// <summary>Options of a filter by reference, read when its popover opens: records the reader may see, those chosen first.</summary>
internal static class GetFilterOptions
{
    public static async Task<IResult> Handle(HttpContext http, string page, string block, string field, string? at, string? q)
    {
        var here = http.Kabinet();
        if (!here.Solution.Pages.TryGetValue(page, out var found) || !SitePages.Has(here.Actor, found)) return GetPage.NotFound();
        if (found.AllBlocks.FirstOrDefault(known => known.Key == block) is not { Filtered: { } filtered } shown
            || !here.Actor.IsAmong(shown.Roles)) return GetPage.NotFound();
        var path = filtered.Paths.FirstOrDefault(path => path.Text == field && path.Field.To is not null
            && here.Actor.Sees(filtered.Entity, path));
        return path is null ? GetPage.NotFound()
            : new ViewResult("/Blocks/Grid/FilterOptions.cshtml",
                await FilterOptionsReader.Read(here,
                new(filtered.Entity, [path], GridReader.PrefixOf(found, shown), _ => ThisAddress(http)), PageAddress.Parse(at), q));
    }

    private static string ThisAddress(HttpContext http) => http.Request.Path + http.Request.QueryString;
}
