using Kabinet.Engine.Model;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

/// <summary>Changes an own message within ten minutes.</summary>
internal static class PatchMessage
{
    public static async Task<IResult> Handle(HttpContext http, string entity, long id, string thread, long said,
        CancellationToken cancellation)
    {
        if (Entities.Of(http, entity) is not { } known) return Outcomes.NotHere(http);
        var (body, refusal) = await MessageBody.Read(http, "text");
        if (body is null) return refusal!;
        var here = http.Kabinet();
        return await Outcomes.Answer(http, here.Solution.Entities[CoreEntities.Message],
            await here.Engine.Threads.Edit(here.Actor, new(known, id, thread, said), body.Text, cancellation),
            StatusCodes.Status204NoContent);
    }
}
