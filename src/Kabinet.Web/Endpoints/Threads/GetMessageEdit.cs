using Kabinet.Web.Dialogs;
using Kabinet.Web.Endpoints.Records;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.Threads;

/// <summary>The dialog that changes an own message.</summary>
internal static class GetMessageEdit
{
    public static async Task<IResult> Handle(HttpContext http, string entity, long id, string thread, long said)
    {
        var here = http.Kabinet();
        return await OneMessage.Of(here, entity, id, thread, said) is var (found, _, item) && item.Said!.CanEdit
            ? new ViewResult("/Dialogs/Message.cshtml", new MessageView(here.Say("thread.edit_title"),
                Addresses.MessageEdit(found, id, thread, said), here.PlaceOf(found, id)) { Text = item.Said.Text })
            : Results.NotFound();
    }
}
