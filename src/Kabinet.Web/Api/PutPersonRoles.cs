using Kabinet.Engine.Outcomes;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

internal static class PutPersonRoles
{
    /// <summary>Takes <c>["manager", …]</c>.</summary>
    public static async Task<IResult> Handle(HttpContext http, long user, CancellationToken cancellation)
    {
        var (roles, refusal) = await JsonBody.ReadTexts(http, "roles");
        if (roles is null) return refusal!;
        if (roles.Count is 0 or > 50) return Outcomes.Invalid(http, "roles", new("field.required"));
        var here = http.Kabinet();
        return await here.Engine.People.Accounts.SetRoles(here.SignedIn!, user, roles, cancellation) switch
        {
            Outcome.Done => Results.NoContent(),
            Outcome.Invalid invalid => Outcomes.Refused(http, invalid),
            _ => Outcomes.NotHere(http),
        };
    }
}
