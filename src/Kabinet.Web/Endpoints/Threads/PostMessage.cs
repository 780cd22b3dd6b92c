using Kabinet.Engine.Outcomes;
using Kabinet.Web.Endpoints.Records;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.Threads;

internal static class PostMessage
{
    public static async Task<IResult> Handle(HttpContext http, string entity, long id, string thread)
    {
        var here = http.Kabinet();
        if (!here.TryEntity(entity, out var found)) return Results.NotFound();
        await using var draft = await here.Engine.Threads.Begin(here.Actor, found, id, thread, here.Cancellation);
        if (!draft.IsOpen) return Results.NotFound();
        var form = await http.Form();
        foreach (var file in form.Files.Where(file => file.FileName.Length > 0))
        {
            await using var content = file.OpenReadStream();
            await draft.Add(Path.GetFileName(file.FileName), content, here.Cancellation);
        }
        var outcome = await draft.Post(form.Own("text") ?? "", SentNumber.Of(form.Own("quote")), form.Command, here.Cancellation);
        var back = http.Back(form.Own("_return")) ?? here.PlaceOf(found, id);
        return outcome switch
        {
            Outcome.Done => Returns.SeeOther(http, back),
            Outcome.NotFound => Results.NotFound(),
            _ => new ViewResult("/Dialogs/Message.cshtml", new Dialogs.MessageView(here.Say("thread.text"),
                Addresses.Thread(found, id, thread), back)
            {
                Text = form.Own("text") ?? "",
                Errors = [.. Answers.Reasons(here, outcome)],
                SendsFiles = true,
            }, StatusCodes.Status422UnprocessableEntity),
        };
    }
}
