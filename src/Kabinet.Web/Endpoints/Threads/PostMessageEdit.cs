using Kabinet.Engine.Outcomes;
using Kabinet.Web.Dialogs;
using Kabinet.Web.Endpoints.Records;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.Threads;

internal static class PostMessageEdit
{
    public static async Task<IResult> Handle(HttpContext http, string entity, long id, string thread, long said)
    {
        var here = http.Kabinet();
        if (!here.TryEntity(entity, out var found)) return Results.NotFound();
        var form = await http.Form();
        var text = form.Own("text") ?? "";
        var outcome = await here.Engine.Threads.Edit(here.Actor, new(found, id, thread, said), text, here.Cancellation);
        var back = http.Back(form.Own("_return")) ?? here.PlaceOf(found, id);
        return outcome switch
        {
            Outcome.Done => Answers.Done(http, back, new(here.Say("thread.saved"))),
            Outcome.NotFound => Results.NotFound(),
            _ => new ViewResult("/Dialogs/Message.cshtml", new MessageView(here.Say("thread.edit_title"),
                Addresses.MessageEdit(found, id, thread, said), back) { Text = text, Errors = [.. Answers.Reasons(here, outcome)] },
                StatusCodes.Status422UnprocessableEntity),
        };
    }
}
