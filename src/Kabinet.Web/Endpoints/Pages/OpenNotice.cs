using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.Pages;

/// <summary>From a notice to its record; the notice is read by that.</summary>
internal static class OpenNotice
{
    public static async Task<IResult> Handle(HttpContext http, long id, string? to)
    {
        var here = http.Kabinet();
        if (http.Request.IsSeen()) await here.Engine.Bell.MarkRead(here.Actor, id, here.Cancellation);
        return Returns.Redirect(Returns.Safe(to));
    }
}
