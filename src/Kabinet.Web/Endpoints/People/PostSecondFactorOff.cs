using Kabinet.Web.Request;
using Microsoft.AspNetCore.Mvc;

namespace Kabinet.Web.Endpoints.People;

internal static class PostSecondFactorOff
{
    public static async Task<IResult> Handle(HttpContext http, [FromForm] string? current, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        var refused = await here.Engine.People.SecondFactor.TurnOff(here.SignedIn!, current ?? "", cancellation);
        return refused is null ? Returns.SeeOther(http, Addresses.ProfileSaying("factor"))
            : await GetProfile.Page(http, new(refused.Said(here)), cancellation);
    }
}
