using Kabinet.Engine.Commands;
using Kabinet.Engine.People;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

internal static class PatchRecord
{
    public static async Task<IResult> Handle(HttpContext http, string entity, long id, CancellationToken cancellation)
    {
        if (Entities.Of(http, entity) is not { } known) return Outcomes.NotHere(http);
        var (body, refusal) = await EarlierBody.Read(http, known);
        if (body is null) return refusal!;
        var (rows, wrong) = SentParts.Of(body.Rows);
        if (wrong is not null) return Outcomes.Invalid(http, wrong, new("request.bad_value"));
        var here = http.Kabinet();
        var outcome = await here.Engine.Commands.Execute(here.Actor,
            new Command.Update(known, body.CommandId, id, body.Version, body.Values)
            {
                Only = Preconditions.Versions(http.Request),
                Rows = rows,
            }, cancellation);
        return await Outcomes.Answer(http, known, outcome);
    }
}
