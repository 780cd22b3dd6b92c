using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.Records;

internal static class GetFile
{
    public static async Task<IResult> Handle(HttpContext http, long id)
    {
        var here = http.Kabinet();
        if (await here.Engine.Files.Open(here.Actor, id, here.Cancellation) is not var (item, content)) return Results.NotFound();
        return FileAnswer.Of(http, item, content);
    }
}
