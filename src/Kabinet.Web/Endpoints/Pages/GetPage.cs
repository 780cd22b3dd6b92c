using Kabinet.Web.Pages;
using Kabinet.Web.Pipeline;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.Pages;

/// <summary>A page of the solution. Whoever has not signed in is sent to do so, whether or not the address means anything.</summary>
internal static class GetPage
{
    public static async Task<IResult> Handle(HttpContext http, PageReader reader, string? path)
    {
        var here = http.Kabinet();
        var site = SitePages.Of(here.Solution);
        var found = site.Find(path ?? "", here.Actor);
        var view = found is var (page, id) ? await Read(http, reader, page, id) : null;
        if ((found is null || here.MetUnknownNames)
            && await FormerAddress.Follow(here, PageAddress.Of(http.Request.Path, http.Request.Query)) is { } present)
            return Results.LocalRedirect(present);
        if (view is not null) return view;
        if (string.IsNullOrEmpty(path) && !here.IsGuest) return Home(here, site);
        if (here.IsGuest) return SignInStep.SignInNeeded(http);
        // A page of other roles is as unknown as one that is not there, whatever else its address takes.
        return site.Has(path ?? "") ? NotFound() : http.OtherMethod() ?? NotFound();
    }

    public static IResult NotFound() => new ViewResult("/Pages/NotFound.cshtml", null, StatusCodes.Status404NotFound);

    private static async ValueTask<ViewResult?> Read(HttpContext http, PageReader reader, Engine.Model.Page page, long? id)
    {
        var (here, asked) = (http.Kabinet(), new PageAsked(http.Request.Path, http.Request.Query, id));
        if (LazyView.BlockAsked(http.Request) is { } key)
            return await reader.ReadBlock(here, page, asked, key) is { } block ? new("/Pages/Block.cshtml", block) : null;
        if (await reader.Read(here, page, asked) is not { } view) return null;
        if (id is { } record && page.RecordBlock?.OwnRecord is { } entity && http.Request.IsSeen())
            await here.Engine.Bell.Seen(here.Actor, entity, record, here.Cancellation);
        return new("/Pages/Page.cshtml", view);
    }

    private static IResult Home(RequestContext here, SitePages site) =>
        site.HomeOf(here.Actor) is { } home ? Returns.Redirect(home.Definition.Path) : new ViewResult("/Pages/NoHome.cshtml", null);
}
