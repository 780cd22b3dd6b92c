using Kabinet.Web.Dialogs;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.Records;

/// <summary>A picture or a PDF over its page; a page of its own without JavaScript.</summary>
internal static class GetFilePreview
{
    public static async Task<IResult> Handle(HttpContext http, long id)
    {
        var here = http.Kabinet();
        if (await here.Engine.Files.Beside(here.Actor, id, here.Cancellation) is not var (entity, record, files)) return Results.NotFound();
        var shown = files.Where(file => file.IsShown).ToList();
        var at = shown.FindIndex(file => file.Id == id);
        if (at < 0) return Results.NotFound();
        var file = shown[at];
        var view = new FilePreviewView(file.Name, Addresses.FileInside(id, file.Name), Addresses.File(id, file.Name),
            here.PlaceOf(entity, record), file.IsPdf)
        {
            PreviousHref = at > 0 ? Addresses.FilePreview(shown[at - 1].Id) : null,
            NextHref = at + 1 < shown.Count ? Addresses.FilePreview(shown[at + 1].Id) : null,
        };
        return new ViewResult("/Dialogs/FilePreview.cshtml", view);
    }
}
