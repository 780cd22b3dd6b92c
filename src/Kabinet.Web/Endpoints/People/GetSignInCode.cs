using Kabinet.Web.People;
using Kabinet.Web.Request;
using Microsoft.AspNetCore.Mvc;

namespace Kabinet.Web.Endpoints.People;

internal static class GetSignInCode
{
    public static IResult Handle(HttpContext http, [FromQuery(Name = "return")] string? address) =>
        http.Kabinet().IsGuest && SessionCookie.TokenOf(http) is not null ? Page(http, address, null, StatusCodes.Status200OK)
            : Returns.Redirect(Addresses.SignIn);

    public static IResult Page(HttpContext http, string? address, string? error, int status) =>
        new Site.ViewResult("/People/SignInCode.cshtml",
            new SignInCodeModel(Returns.Safe(address), error) { Carried = CarriedForm.Of(http, Carried.From(http)) }, status);
}
