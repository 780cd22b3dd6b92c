using Kabinet.Web.Dialogs;
using Kabinet.Web.Endpoints.Records;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.Threads;

/// <summary>The dialog that passes a message on to another conversation of its record.</summary>
internal static class GetMessagePass
{
    public static async Task<IResult> Handle(HttpContext http, string entity, long id, string thread, long said)
    {
        var here = http.Kabinet();
        return await OneMessage.Of(here, entity, id, thread, said) is var (found, page, item) && page.PassesTo.Count > 0
            ? new ViewResult("/Dialogs/Message.cshtml", PassView.Of(here,
                (new(found, id, thread, said), here.PlaceOf(found, id)), page, item) with { Text = item.Said!.Text })
            : Results.NotFound();
    }
}
