using Kabinet.Engine.Commands;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

internal static class PostTransition
{
    public static async Task<IResult> Handle(HttpContext http, string entity, long id, string transition, CancellationToken cancellation)
    {
        if (Entities.Of(http, entity) is not { } known) return Outcomes.NotHere(http);
        var step = known.Lifecycle?.Transitions.GetValueOrDefault(transition);
        if (step is { Files.Count: > 0 } && MultipartBody.Boundary(http) is { } boundary)
            return await PostTransitionFiles.Handle(http, (known, id, step), boundary, cancellation);
        var (command, refusal) = await Command(http, known, id, (transition, step));
        return command is null ? refusal! : await Outcomes.Answer(http, known,
            await http.Kabinet().Engine.Commands.Execute(http.Kabinet().Actor, command, cancellation));
    }

    /// <summary>The command that a body of JSON asks for; the second value is the answer to a body that is not understood.</summary>
    public static async Task<(Command.Transit? Command, IResult? Refusal)> Command(HttpContext http, Entity entity, long id,
        (string Key, Transition? Known) step)
    {
        var (body, refusal) = await EarlierBody.Read(http, entity, step.Known);
        if (body is null) return (null, refusal);
        if (body.Rows.Count > 0) return (null, Outcomes.Invalid(http, body.Rows.Keys.First(), new("request.bad_value")));
        if (body.Values.GetValueOrDefault("comment") is not (null or string))
            return (null, Outcomes.Invalid(http, "comment", new("request.bad_value")));
        var inputs = body.Values.Where(pair => pair.Key != "comment").ToDictionary(StringComparer.Ordinal);
        return (new Command.Transit(entity, body.CommandId, id, step.Key, inputs, body.Text("comment"))
        {
            Only = Preconditions.Versions(http.Request),
            Version = body.Version,
        }, null);
    }
}
