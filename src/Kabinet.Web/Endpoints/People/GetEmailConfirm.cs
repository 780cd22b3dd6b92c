using Kabinet.Web.People;
using Kabinet.Web.Request;
using Microsoft.AspNetCore.Mvc;

namespace Kabinet.Web.Endpoints.People;

/// <summary>The page that the link of a letter leads to. Nothing changes before its button: programs that read mail open links.</summary>
internal static class GetEmailConfirm
{
    public static async Task<IResult> Handle(HttpContext http, [FromQuery] string? token, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        var address = await here.Engine.People.Email.Of(here.SignedIn!, token ?? "", cancellation);
        return new Site.ViewResult("/People/EmailConfirm.cshtml", new EmailConfirmModel(token ?? "", address),
            address is null ? StatusCodes.Status410Gone : StatusCodes.Status200OK);
    }
}
