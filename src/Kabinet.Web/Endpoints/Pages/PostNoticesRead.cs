using Kabinet.Web.Request;
using Microsoft.AspNetCore.Mvc;

namespace Kabinet.Web.Endpoints.Pages;

internal static class PostNoticesRead
{
    public static async Task<IResult> Handle(HttpContext http, [FromForm(Name = "return")] string? address)
    {
        var here = http.Kabinet();
        await here.Engine.Bell.MarkRead(here.Actor, null, here.Cancellation);
        return Returns.SeeOther(http, Returns.Safe(address ?? Addresses.Notices));
    }
}
