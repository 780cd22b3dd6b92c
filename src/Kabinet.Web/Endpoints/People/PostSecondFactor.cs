using Kabinet.Web.People;
using Kabinet.Web.Request;
using Microsoft.AspNetCore.Mvc;

namespace Kabinet.Web.Endpoints.People;

internal static class PostSecondFactor
{
    public static async Task<IResult> Handle(HttpContext http, [FromForm] string? code, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        var factor = here.Engine.People.SecondFactor;
        var (codes, refused) = await factor.Confirm(here.SignedIn!, code ?? "", cancellation);
        if (codes is not null) return new Site.ViewResult("/People/RecoveryCodes.cshtml", new RecoveryCodesModel(codes));
        return await factor.Begun(here.SignedIn!, cancellation) is { } secret
            ? GetSecondFactor.Page(secret, refused!.Said(here),
                Waiting.StatusOf(http, refused!.Wait, StatusCodes.Status422UnprocessableEntity))
            : Returns.SeeOther(http, Addresses.Profile);
    }
}
