using Kabinet.Engine.Outcomes;
using Kabinet.Web.Request;
using Microsoft.AspNetCore.Mvc;

namespace Kabinet.Web.Endpoints.People;

internal static class PostPassword
{
    public static async Task<IResult> Handle(HttpContext http, [FromForm] string? current, [FromForm] string? password,
        [FromForm] string? repeat, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        var refused = password == repeat
            ? await here.Engine.People.Passwords.Change(here.SignedIn!, current ?? "", password ?? "", cancellation)
            : Outcome.Invalid.At("repeat", new("people.password_repeat"));
        return refused is null
            ? here.SignedIn!.MustChangePassword ? Returns.SeeOther(http, Addresses.Home) : GetProfile.After(http, "password")
            : GetPassword.Page(http, refused.Said(here),
                Waiting.StatusOf(http, refused.Wait, StatusCodes.Status422UnprocessableEntity));
    }
}
