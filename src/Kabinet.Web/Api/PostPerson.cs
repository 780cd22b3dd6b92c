using Kabinet.Engine.Model;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

internal static class PostPerson
{
    private static readonly string[] Own = ["login", "name", "email", "role"];

    /// <summary>Takes <c>login</c>, <c>name</c>, <c>email</c>, <c>role</c>, and the fields of people that the actor may give.</summary>
    public static async Task<IResult> Handle(HttpContext http, CancellationToken cancellation)
    {
        var (body, refusal) = await JsonBody.Read(http);
        if (body is null) return refusal!;
        var here = http.Kabinet();
        if (body.Text("name") is not { Length: > 0 } name) return Outcomes.Invalid(http, "name", new("field.required"));
        if (body.Text("role") is not { Length: > 0 } role) return Outcomes.Invalid(http, "role", new("field.required"));
        var (outcome, given) = await here.Engine.People.Accounts.Invite(
            here.SignedIn!, new(body.Text("login"), name, body.Text("email"), [role])
            {
                Others = body.Values.Where(pair => !Own.Contains(pair.Key)).ToDictionary(),
                CommandId = body.CommandId,
            }, cancellation);
        return given is null ? await Outcomes.Answer(http, here.Solution.Entities[CoreEntities.User], outcome)
            : PersonJson.OneTime(StatusCodes.Status201Created, given);
    }
}
