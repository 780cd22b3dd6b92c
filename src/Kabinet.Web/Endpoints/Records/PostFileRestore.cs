using Kabinet.Engine.Outcomes;
using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.Records;

/// <summary>Takes a removed file back: the undo of the sentence about its removal.</summary>
internal static class PostFileRestore
{
    public static async Task<IResult> Handle(HttpContext http, long id)
    {
        var here = http.Kabinet();
        var form = await http.Form();
        var outcome = await here.Engine.Files.Restore(here.Actor, id, here.Cancellation);
        if (outcome is not Outcome.Done) return Results.NotFound();
        var name = (await here.Engine.Files.Beside(here.Actor, id, here.Cancellation))?.Files.FirstOrDefault(file => file.Id == id)?.Name;
        return Answers.Done(http, http.Back(form.Own("_return")) ?? Addresses.Home, new(here.Say("files.restored", name ?? "")));
    }
}
