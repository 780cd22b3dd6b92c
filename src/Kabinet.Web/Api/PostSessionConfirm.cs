using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

/// <summary>Confirms the session with the password, as changes of who somebody is need it.</summary>
internal static class PostSessionConfirm
{
    public static async Task<IResult> Handle(HttpContext http, CancellationToken cancellation)
    {
        var (body, refusal) = await JsonBody.Read(http);
        if (body is null) return refusal!;
        var here = http.Kabinet();
        var refused = await here.Engine.People.Confirmation.Confirm(here.SignedIn!, body.Text("password") ?? "", cancellation);
        return refused is null ? Results.NoContent() : Outcomes.Refused(http, refused);
    }
}
