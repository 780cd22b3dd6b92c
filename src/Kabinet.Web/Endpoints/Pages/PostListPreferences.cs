using Kabinet.Web.Blocks;
using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.Pages;

/// <summary>Columns and density of one list, kept with the person.</summary>
internal static class PostListPreferences
{
    private const int MostColumns = 60;

    public static async Task<IResult> Handle(HttpContext http, CancellationToken cancellation)
    {
        var (here, form) = (http.Kabinet(), await http.Request.ReadFormAsync(cancellation));
        var place = form["place"].ToString();
        if (!GridPreferences.IsPlace(here, place)) return GetPage.NotFound();
        var kept = await GridPreferences.Read(here, place);
        var chosen = form.ContainsKey("reset") ? kept with { Columns = [], Density = null }
            : kept with { Columns = [.. form["columns"].OfType<string>().Take(MostColumns)], Density = form["density"] == "dense" ? "dense"
                : null };
        await chosen.Write(here, place);
        return Returns.SeeOther(http, Returns.Safe(form["return"]));
    }
}
