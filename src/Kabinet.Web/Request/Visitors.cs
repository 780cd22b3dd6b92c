using Kabinet.Engine.People;

namespace Kabinet.Web.Request;

internal static class Visitors
{
    public static Visitor Of(HttpContext http) =>
        new(http.Connection.RemoteIpAddress?.ToString(), http.Request.Headers.UserAgent.ToString());
}
