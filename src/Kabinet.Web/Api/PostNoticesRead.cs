using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

internal static class PostNoticesRead
{
    public static async Task<IResult> Handle(HttpContext http, long? id, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        await here.Engine.Bell.MarkRead(here.Actor, id, cancellation);
        return Results.NoContent();
    }
}
