using Kabinet.Web.Request;

namespace Kabinet.Web;

/// <summary>Every address of the product.</summary>
internal static class Routes
{
    public static void Map(WebApplication app)
    {
        app.MapStaticAssets().SameForEverybody();
        MapPeople(app);
        MapRecords(app);
        MapApi(app.MapGroup("/api"));
        MapPages(app);
    }

    private static void MapPeople(IEndpointRouteBuilder site)
    {
    }

    private static void MapRecords(IEndpointRouteBuilder site)
    {
    }

    private static void MapApi(IEndpointRouteBuilder api)
    {
    }

    /// <summary>Pages of the solution, whatever their paths.</summary>
    private static void MapPages(IEndpointRouteBuilder site)
    {
    }
}
