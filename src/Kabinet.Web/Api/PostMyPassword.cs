using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

internal static class PostMyPassword
{
    public static async Task<IResult> Handle(HttpContext http, CancellationToken cancellation)
    {
        var (body, refusal) = await JsonBody.Read(http);
        if (body is null) return refusal!;
        var here = http.Kabinet();
        var refused = await here.Engine.People.Passwords.Change(here.SignedIn!, body.Text("current") ?? "", body.Text("password") ?? "",
            cancellation);
        return refused is null ? Results.NoContent()
            : Outcomes.Refused(http, refused);
    }
}
