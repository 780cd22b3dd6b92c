using System.Text.Json;
using Kabinet.Engine.Outcomes;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

internal static class PutPersonRoles
{
    /// <summary>Takes <c>["manager", …]</c>.</summary>
    public static async Task<IResult> Handle(HttpContext http, long user, CancellationToken cancellation)
    {
        if (!http.Request.HasJsonContentType()) return Problems.Of(http, StatusCodes.Status415UnsupportedMediaType, "request.status_415");
        string[]? roles;
        try { roles = await JsonSerializer.DeserializeAsync<string[]>(http.Request.Body, cancellationToken: cancellation); }
        catch (JsonException) { return Problems.Of(http, StatusCodes.Status400BadRequest, "request.bad_json"); }
        if (roles is not { Length: > 0 and <= 50 } || roles.Contains(null)) return Outcomes.Invalid(http, "roles", new("field.required"));
        var here = http.Kabinet();
        return await here.Engine.People.Accounts.SetRoles(here.SignedIn!, user, roles, cancellation) switch
        {
            Outcome.Done => Results.NoContent(),
            Outcome.Invalid invalid => Outcomes.Refused(http, invalid),
            _ => Outcomes.NotHere(http),
        };
    }
}
