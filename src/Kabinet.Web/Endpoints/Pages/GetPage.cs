using Kabinet.Web.Pages;
using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.Pages;

/// <summary>A page of the solution. Whoever has not signed in is sent to do so, whether or not the address means anything.</summary>
internal static class GetPage
{
    public static async Task<IResult> Handle(HttpContext http, string? path)
    {
        var here = http.Kabinet();
        var site = SitePages.Of(here.Solution);
        if (site.Find(path ?? "", here.Actor) is { } found && await Read(http, found.Page, found.Id) is { } view) return view;
        if (string.IsNullOrEmpty(path) && !here.IsGuest) return Home(here, site);
        return here.IsGuest ? SignInStep.SignInNeeded(http) : NotFound();
    }

    public static IResult NotFound() => new ViewResult("/Views/Pages/NotFound.cshtml", null, StatusCodes.Status404NotFound);

    private static async ValueTask<ViewResult?> Read(HttpContext http, Engine.Model.Page page, long? id)
    {
        var (here, path, query) = (http.Kabinet(), http.Request.Path, http.Request.Query);
        if (LazyView.BlockAsked(http.Request) is { } key) return await PageReader.ReadBlock(here, page, path, query, id, key) is { } block ? new("/Views/Pages/Block.cshtml", block) : null;
        return await PageReader.Read(here, page, path, query, id) is { } view ? new("/Views/Pages/Page.cshtml", view) : null;
    }

    private static IResult Home(RequestContext here, SitePages site) =>
        site.HomeOf(here.Actor) is { } home ? Results.LocalRedirect(home.Definition.Path) : new ViewResult("/Views/Pages/NoHome.cshtml", null);
}
