using Kabinet.Engine.Outcomes;
using Kabinet.Web.Request;
using Kabinet.Web.Site;
using Microsoft.AspNetCore.Mvc;

namespace Kabinet.Web.Endpoints.People;

/// <summary>Sets the password that a link of a letter allows, and leads to the sign-in.</summary>
internal static class PostNewPassword
{
    public static async Task<IResult> Handle(HttpContext http, [FromForm] string? token, [FromForm] string? password,
        [FromForm] string? repeat, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        var refused = password == repeat
            ? await here.Engine.People.Recovery.Set(here.Solution, token ?? "", password ?? "", cancellation)
            : Outcome.Invalid.At("repeat", new("people.password_repeat"));
        if (refused is not null) return await GetNewPassword.Page(http, token, refused.Said(here), cancellation);
        Toast.Leave(http, here.Say("people.said_recovered"));
        return Returns.SeeOther(http, Addresses.SignIn);
    }
}
