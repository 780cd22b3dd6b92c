using Kabinet.Engine.Files;
using Kabinet.Web.Blocks;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.Records;

internal static class PostFiles
{
    public static async Task<IResult> Handle(HttpContext http, string entity, long id, string group)
    {
        var here = http.Kabinet();
        if (!here.TryEntity(entity, out var found)) return Results.NotFound();
        var rights = await here.Engine.Files.Rights(here.Actor, found, id, here.Cancellation);
        if (rights?.FirstOrDefault(right => right.Group.Key == group) is not { CanWrite: true } right) return Results.NotFound();
        var form = await http.Form();
        var files = form.Files.Where(file => file.FileName.Length > 0).ToList();
        var refusals = new List<string>();
        var place = new SentFile(group, "", Stream.Null)
        {
            Kind = form.Own("kind") is { Length: > 0 } kind ? kind : null,
            Replaces = SentNumber.Of(form.Own("replaces")),
        };
        foreach (var file in files) refusals.AddRange(await Uploads.Add(here, found, id, file, place));
        if (files.Count == 0) refusals.Add(here.Say("files.nothing_chosen"));
        var back = http.Back(form.Own("_return")) ?? here.PlaceOf(found, id);
        // Several files sent side by side are shown in their lines; a sentence about each would only be the last of them.
        if (refusals.Count == 0 && Answers.IsPart(http)) return Answers.Refresh();
        return refusals.Count == 0
            ? Answers.Done(http, back, new(here.Say("files.added", files.Count)))
            : new ViewResult("/Dialogs/Upload.cshtml",
                new UploadView(here.Say(right.Group.Definition.Title), Addresses.Upload(found, id, group), back, refusals),
                StatusCodes.Status422UnprocessableEntity);
    }
}
