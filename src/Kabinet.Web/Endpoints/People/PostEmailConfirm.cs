using Kabinet.Web.People;
using Kabinet.Web.Request;
using Microsoft.AspNetCore.Mvc;

namespace Kabinet.Web.Endpoints.People;

/// <summary>Changes the person's own e-mail as a link of a letter says.</summary>
internal static class PostEmailConfirm
{
    public static async Task<IResult> Handle(HttpContext http, [FromForm] string? token, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        var refused = await here.Engine.People.Email.Confirm(here.SignedIn!, token ?? "", cancellation);
        if (refused is null) return GetProfile.After(http, "email");
        var model = new EmailConfirmModel(token ?? "", null) { Error = refused.Said(here).Values.First() };
        return new Site.ViewResult("/People/EmailConfirm.cshtml", model, StatusCodes.Status422UnprocessableEntity);
    }
}
