using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.Threads;

/// <summary>Marks a conversation as read to its end.</summary>
internal static class PostThreadRead
{
    public static async Task<IResult> Handle(HttpContext http, string entity, long id, string thread)
    {
        var here = http.Kabinet();
        return here.TryEntity(entity, out var found)
            && await here.Engine.Threads.MarkRead(here.Actor, found, id, thread, cancellation: here.Cancellation)
            ? Results.NoContent() : Results.NotFound();
    }
}
