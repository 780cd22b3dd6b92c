using Kabinet.Engine.Commands;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

internal static class PostRecord
{
    public static async Task<IResult> Handle(HttpContext http, string entity, CancellationToken cancellation)
    {
        if (Entities.Of(http, entity) is not { } known) return Outcomes.NotHere(http);
        var (body, refusal) = await EarlierBody.Read(http, known);
        if (body is null) return refusal!;
        var here = http.Kabinet();
        string? submit = http.Request.Query["submit"];
        var outcome = await here.Engine.Commands.Execute(here.Actor,
            new Command.Create(known, body.CommandId, body.Values, body.Rows, submit), cancellation);
        return await Outcomes.Answer(http, known, outcome, StatusCodes.Status201Created);
    }
}
