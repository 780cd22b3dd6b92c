using Kabinet.Web.Request;
using Microsoft.AspNetCore.Mvc;

namespace Kabinet.Web.Endpoints.People;

/// <summary>Asks for a change of the person's own e-mail; a letter to the new address confirms it.</summary>
internal static class PostEmail
{
    public static async Task<IResult> Handle(HttpContext http, [FromForm] string? email, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        var refused = await here.Engine.People.Email.Ask(here.SignedIn!, email ?? "", cancellation);
        return refused is null ? GetProfile.After(http, "email_asked")
            : await GetProfile.Page(http, new(refused.Said(here)) { TypedEmail = email }, cancellation);
    }
}
