using Kabinet.Web.Request;
using Microsoft.AspNetCore.Mvc;

namespace Kabinet.Web.Endpoints.People;

internal static class PostConfirm
{
    /// <summary>The step before the routes has judged the password.</summary>
    public static IResult Handle(HttpContext http, [FromForm(Name = "return")] string? address) =>
        http.Kabinet().AsksPassword ? GetConfirm.Page(address, StatusCodes.Status422UnprocessableEntity)
            : Returns.SeeOther(http, Returns.Safe(address));
}
