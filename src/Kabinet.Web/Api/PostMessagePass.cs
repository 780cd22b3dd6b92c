using Kabinet.Engine.Model;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

/// <summary>Passes a message on to another conversation: <c>{"to": "inside", "text": …, "files": […]}</c>.</summary>
internal static class PostMessagePass
{
    public static async Task<IResult> Handle(HttpContext http, string entity, long id, string thread, long said,
        CancellationToken cancellation)
    {
        if (Entities.Of(http, entity) is not { } known) return Outcomes.NotHere(http);
        var (body, refusal) = await MessageBody.Read(http, "to", "text", "files");
        if (body is null) return refusal!;
        if (body.To is not { } to) return Outcomes.Invalid(http, "to", new("field.required"));
        var here = http.Kabinet();
        return await Outcomes.Answer(http, here.Solution.Entities[CoreEntities.Message],
            await here.Engine.Threads.Pass(here.Actor, new(known, id, thread, said), new(to, body.Text, body.Files), body.CommandId,
                cancellation),
            StatusCodes.Status201Created);
    }
}
