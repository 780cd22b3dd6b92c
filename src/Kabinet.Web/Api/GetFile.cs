using Kabinet.Web.Endpoints.Records;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

internal static class GetFile
{
    public static async Task<IResult> Handle(HttpContext http, long id, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        if (await here.Engine.Files.Open(here.Actor, id, cancellation) is not { } file) return Outcomes.NotHere(http);
        return FileAnswer.Of(http, file.Item, file.Content);
    }
}
