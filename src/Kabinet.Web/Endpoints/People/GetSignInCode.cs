using Kabinet.Web.People;
using Kabinet.Web.Request;
using Microsoft.AspNetCore.Mvc;

namespace Kabinet.Web.Endpoints.People;

internal static class GetSignInCode
{
    public static IResult Handle(HttpContext http, [FromQuery(Name = "return")] string? address) =>
        http.Kabinet().IsGuest && SessionCookie.TokenOf(http) is not null ? Page(address, null, StatusCodes.Status200OK)
            : Returns.Redirect(Addresses.SignIn);

    public static IResult Page(string? address, string? error, int status) =>
        new Site.ViewResult("/People/SignInCode.cshtml", new SignInCodeModel(Returns.Safe(address), error), status);
}
