using Kabinet.Web.Request;
using Microsoft.AspNetCore.Mvc;

namespace Kabinet.Web.Endpoints.People;

internal static class PostToken
{
    /// <summary>Answers with the page itself and no redirect: the token is in no address and no second answer.</summary>
    public static async Task<IResult> Handle(HttpContext http, [FromForm] string? name, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        var (token, refused) = await here.Engine.People.Tokens.Create(here.SignedIn!, name ?? "", cancellation);
        var answer = new GetProfile.Answer(refused?.Said(here) ?? Refusals.None, token, TokenName: token is null ? name : null);
        return await GetProfile.Page(http, answer, cancellation);
    }
}
