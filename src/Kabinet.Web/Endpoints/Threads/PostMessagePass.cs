using Kabinet.Engine.Outcomes;
using Kabinet.Web.Dialogs;
using Kabinet.Web.Endpoints.Records;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.Threads;

internal static class PostMessagePass
{
    public static async Task<IResult> Handle(HttpContext http, string entity, long id, string thread, long said)
    {
        var here = http.Kabinet();
        if (await OneMessage.Of(here, entity, id, thread, said) is not var (found, page, item)) return Results.NotFound();
        var form = await http.Form();
        var (text, to) = (form.Own("text") ?? "", form.Own("to") ?? "");
        var files = form.All("file").Select(file => SentNumber.Of(file) ?? 0).ToList();
        var outcome = await here.Engine.Threads.Pass(here.Actor, new(found, id, thread, said), new(to, text, files), form.Command,
            here.Cancellation);
        var back = http.Back(form.Own("_return")) ?? here.PlaceOf(found, id);
        return outcome switch
        {
            Outcome.Done => Answers.Done(http, back, new(here.Say("thread.passed"))),
            Outcome.NotFound => Results.NotFound(),
            _ => new ViewResult("/Dialogs/Message.cshtml", PassView.Of(here, (new(found, id, thread, said), back), page, item) with
            {
                Text = text,
                Errors = [.. Answers.Reasons(here, outcome)],
            }, StatusCodes.Status422UnprocessableEntity),
        };
    }
}
