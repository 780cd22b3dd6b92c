using Kabinet.Engine.Outcomes;
using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.Records;

/// <summary>Says what kind of document a file is.</summary>
internal static class PostFileKind
{
    public static async Task<IResult> Handle(HttpContext http, long id)
    {
        var here = http.Kabinet();
        var form = await http.Form();
        var kind = form.Own("kind") is { Length: > 0 } chosen ? chosen : null;
        var outcome = await here.Engine.Files.Sort(here.Actor, id, kind, here.Cancellation);
        return outcome is Outcome.Done
            ? Answers.Done(http, http.Back(form.Own("_return")) ?? Addresses.Home, new(here.Say("files.sorted")))
            : Results.NotFound();
    }
}
