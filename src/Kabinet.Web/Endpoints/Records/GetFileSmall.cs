using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.Records;

/// <summary>The thumbnail of a picture, for our own pages.</summary>
internal static class GetFileSmall
{
    public static async Task<IResult> Handle(HttpContext http, long id)
    {
        var here = http.Kabinet();
        return await here.Engine.Files.OpenThumbnail(here.Actor, id, here.Cancellation) is var (item, content)
            ? FileAnswer.Thumbnail(http, item, content) : Results.NotFound();
    }
}
