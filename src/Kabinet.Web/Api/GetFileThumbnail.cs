using Kabinet.Web.Endpoints.Records;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

internal static class GetFileThumbnail
{
    public static async Task<IResult> Handle(HttpContext http, long id, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        return await here.Engine.Files.OpenThumbnail(here.Actor, id, cancellation) is var (item, content)
            ? FileAnswer.Thumbnail(http, item, content) : Outcomes.NotHere(http);
    }
}
