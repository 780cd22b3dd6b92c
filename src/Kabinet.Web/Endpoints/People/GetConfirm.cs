using Kabinet.Web.People;
using Kabinet.Web.Request;
using Microsoft.AspNetCore.Mvc;

namespace Kabinet.Web.Endpoints.People;

/// <summary>Asks for the password on a page of its own, for commands that have no form where it could be typed.</summary>
internal static class GetConfirm
{
    public static IResult Handle(HttpContext http, [FromQuery(Name = "return")] string? address) =>
        http.Kabinet().AsksPassword ? Page(address, StatusCodes.Status200OK) : Results.LocalRedirect(Returns.Safe(address));

    public static IResult Page(string? address, int status) =>
        new Site.ViewResult("/People/Confirm.cshtml", new ConfirmModel(Returns.Safe(address)), status);
}
