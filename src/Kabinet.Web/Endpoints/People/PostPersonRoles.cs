using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.People;

internal static class PostPersonRoles
{
    public static async Task<IResult> Handle(HttpContext http, long user, CancellationToken cancellation)
    {
        var (here, form) = (http.Kabinet(), await http.Form());
        string[] roles = [.. form.All("roles").OfType<string>().Distinct()];
        return await AccountAnswers.Answer(http, user,
            await here.Engine.People.Accounts.SetRoles(here.SignedIn!, user, roles, cancellation), "accounts.said_roles");
    }
}
