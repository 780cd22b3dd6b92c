using Kabinet.Engine.Model;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

internal static class PostPerson
{
    public static async Task<IResult> Handle(HttpContext http, CancellationToken cancellation)
    {
        var (body, refusal) = await JsonBody.Read(http);
        if (body is null) return refusal!;
        var here = http.Kabinet();
        if (body.Text("name") is not { Length: > 0 } name) return Outcomes.Invalid(http, "name", new("field.required"));
        if (body.Text("role") is not { Length: > 0 } role) return Outcomes.Invalid(http, "role", new("field.required"));
        var (outcome, given) = await here.Engine.People.Accounts.Invite(
            here.SignedIn!, new(body.Text("login"), name, body.Text("email"), [role]), cancellation);
        return given is null ? await Outcomes.Answer(http, here.Solution.Entities[CoreEntities.User], outcome)
            : PersonJson.OneTime(StatusCodes.Status201Created, given);
    }
}
