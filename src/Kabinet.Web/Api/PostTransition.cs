using Kabinet.Engine.Commands;
using Kabinet.Engine.People;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

internal static class PostTransition
{
    public static async Task<IResult> Handle(HttpContext http, string entity, long id, string transition, CancellationToken cancellation)
    {
        if (Entities.Of(http, entity) is not { } known) return Outcomes.NotHere(http);
        var (body, refusal) = await EarlierBody.Read(http, known, known.Lifecycle?.Transitions.GetValueOrDefault(transition));
        if (body is null) return refusal!;
        if (body.Rows.Count > 0) return Outcomes.Invalid(http, body.Rows.Keys.First(), new("request.bad_value"));
        if (body.Values.GetValueOrDefault("comment") is not (null or string))
            return Outcomes.Invalid(http, "comment", new("request.bad_value"));
        var here = http.Kabinet();
        var inputs = body.Values.Where(pair => pair.Key != "comment").ToDictionary(StringComparer.Ordinal);
        return await Outcomes.Answer(http, known,
            await here.Engine.Commands.Execute(here.Actor,
            new Command.Transit(known, body.CommandId, id, transition, inputs, body.Text("comment"))
            {
                Only = Preconditions.Versions(http.Request),
                Version = body.Version,
            }, cancellation));
    }
}
