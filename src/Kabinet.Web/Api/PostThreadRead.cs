using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

/// <summary>Marks a conversation as read to its end.</summary>
internal static class PostThreadRead
{
    public static async Task<IResult> Handle(HttpContext http, string entity, long id, string thread, CancellationToken cancellation)
    {
        if (Entities.Of(http, entity) is not { } known) return Outcomes.NotHere(http);
        var here = http.Kabinet();
        return await here.Engine.Threads.MarkRead(here.Actor, known, id, thread, cancellation: cancellation) ? Results.NoContent()
            : Outcomes.NotHere(http);
    }
}
