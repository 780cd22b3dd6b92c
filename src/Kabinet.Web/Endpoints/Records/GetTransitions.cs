using Kabinet.Web.Blocks;
using Kabinet.Web.Dialogs;
using Kabinet.Web.Fields;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.Records;

/// <summary>Steps allowed now, for the menus of status pills and cards; a page of its own without JavaScript.</summary>
internal static class GetTransitions
{
    public static async Task<IResult> Handle(HttpContext http, string entity, long id)
    {
        var here = http.Kabinet();
        if (!here.TryEntity(entity, out var found) || found.Lifecycle is null) return Results.NotFound();
        var record = await here.Engine.Records.Find(here.Actor, found, id, [new([], found.Label)], null, here.Cancellation);
        if (record is null) return Results.NotFound();
        var actions = ActionsView.Of(here, record.Record);
        var frame = http.Request.Headers["Turbo-Frame"].ToString() is "dialog-frame" ? "dialog-frame" : "transitions";
        var view = new TransitionsView(here.Show(record.Record, new([], found.Label)), frame,
            http.Back(http.Request.Query["_return"]) ?? here.PlaceOf(found, id),
            SitePages.Of(here.Solution).AddressOf(found, id, here.Actor), actions.Primary is { } first ? [first, .. actions.Others]
                : actions.Others);
        return new ViewResult("/Dialogs/Transitions.cshtml", view);
    }
}
