using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

internal static class GetFile
{
    public static async Task<IResult> Handle(HttpContext http, long id, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        if (await here.Engine.Files.Open(here.Actor, id, cancellation) is not { } file) return Outcomes.NotHere(http);
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.Stream(file.Content, file.Item.ContentType, file.Item.Name);
    }
}
