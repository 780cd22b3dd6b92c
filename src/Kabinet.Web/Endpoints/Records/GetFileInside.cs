using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.Records;

/// <summary>
/// The bytes of a picture or a PDF for our own pages. Their type is told by their content, and browsers may not guess another, so that
/// whatever an uploader put into them runs nowhere; the headers of the answer are in <see cref="Pipeline.SecurityHeaders"/>.
/// </summary>
internal static class GetFileInside
{
    public static async Task<IResult> Handle(HttpContext http, long id)
    {
        var here = http.Kabinet();
        if (await here.Engine.Files.Open(here.Actor, id, here.Cancellation) is not var (item, content)) return Results.NotFound();
        if (!item.IsShown)
        {
            await content.DisposeAsync();
            return Results.NotFound();
        }
        return FileAnswer.Shown(http, item, content);
    }
}
