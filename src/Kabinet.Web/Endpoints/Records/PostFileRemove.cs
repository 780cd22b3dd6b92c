using Kabinet.Engine.Outcomes;
using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.Records;

internal static class PostFileRemove
{
    public static async Task<IResult> Handle(HttpContext http, long id)
    {
        var here = http.Kabinet();
        var form = await http.Form();
        var outcome = await here.Engine.Files.Remove(here.Actor, id, here.Cancellation);
        return outcome is Outcome.Done
            ? Answers.Done(http, http.Back(form.Own("_return")) ?? Addresses.Home, new(here.Say("files.removed", form.Own("_name") ?? ""),
                Undo: Addresses.FileRestore(id)))
            : Results.NotFound();
    }
}
