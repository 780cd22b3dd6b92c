using Kabinet.Engine;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.Pages;

/// <summary>The solution's colours and icon. Their address carries the revision, so a browser keeps them until the next one.</summary>
internal static class GetBrand
{
    public static IResult Stylesheet(HttpContext http, KabinetEngine engine) =>
        Kept(http, Brand.Stylesheet(engine.Solution.Value.Settings.Accent), "text/css");

    public static IResult Icon(HttpContext http, KabinetEngine engine)
    {
        var settings = engine.Solution.Value.Settings;
        return Kept(http, Brand.Icon(settings.Accent, settings.Title.In(settings.Language)[..1]), "image/svg+xml");
    }

    private static IResult Kept(HttpContext http, string content, string type)
    {
        http.Response.Headers.CacheControl = http.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache";
        return Results.Text(content, type);
    }
}
