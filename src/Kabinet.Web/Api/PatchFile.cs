using Kabinet.Engine.Model;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

/// <summary>Says what kind of document a file is: <c>{"kind": "project"}</c>, or <c>null</c> for none.</summary>
internal static class PatchFile
{
    private const string Kind = "kind";

    public static async Task<IResult> Handle(HttpContext http, long id, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        if (await here.Engine.Files.Beside(here.Actor, id, cancellation) is null) return Outcomes.NotHere(http);
        var (body, refusal) = await JsonBody.Read(http);
        if (body is null) return refusal!;
        foreach (var key in body.Values.Keys.Where(key => key != Kind)) return Outcomes.Invalid(http, key, new("command.unknown_field"));
        if (!body.Values.TryGetValue(Kind, out var kind)) return Outcomes.Invalid(http, Kind, new("field.required"));
        if (kind is not (null or string)) return Outcomes.Invalid(http, Kind, new("request.bad_value"));
        return await Outcomes.Answer(http, here.Solution.Entities[CoreEntities.File],
            await here.Engine.Files.Sort(here.Actor, id, (string?)kind, cancellation), StatusCodes.Status204NoContent);
    }
}
