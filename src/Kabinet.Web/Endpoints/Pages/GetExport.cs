using System.Globalization;
using Kabinet.Engine.Blocks;
using Kabinet.Engine.Model;
using Kabinet.Web.Blocks;
using Kabinet.Web.Exports;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;
using Kabinet.Web.Site;
using Microsoft.AspNetCore.WebUtilities;

namespace Kabinet.Web.Endpoints.Pages;

/// <summary>A list of a page as a CSV file: exactly the rows and columns that its address shows the reader, on all pages.</summary>
internal static class GetExport
{
    public static async Task<IResult> Handle(HttpContext http, PageReader reader, string block, string? at)
    {
        var (here, address) = (http.Kabinet(), PageAddress.Parse(at));
        if (SitePages.Of(here.Solution).Find(address.Path, here.Actor) is not { } found)
            return await Former(here, block, address) ?? GetPage.NotFound();
        var query = new QueryCollection(QueryHelpers.ParseQuery(address.State));
        if (await reader.Find(here, found.Page, new(address.Path, query, found.Id), block) is not (var page, GridBlock grid))
            return GetPage.NotFound();
        var (list, headings) = await GridReader.Export(page, grid);
        if (here.MetUnknownNames && await Former(here, block, address) is { } former) return former;
        return new CsvDownload(list, CsvForm.Human(here), path => headings[path], NameOf(here, found.Page, grid));
    }

    private static async ValueTask<IResult?> Former(RequestContext here, string block, PageAddress address) =>
        await FormerAddress.Follow(here, address) is { } present ? Results.LocalRedirect(Addresses.Export(block, present)) : null;

    private static string NameOf(RequestContext here, Page page, GridBlock grid)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(here.Engine.Clock.GetUtcNow().UtcDateTime, here.Zone));
        var title = here.Say(grid.Title ?? page.Definition.Title).Replace('/', '-').Replace('\\', '-');
        return string.Create(CultureInfo.InvariantCulture, $"{title} {day:yyyy-MM-dd}.csv");
    }
}
