using Kabinet.Engine.People;

namespace Kabinet.Web.Request;

internal static class Visitors
{
    /// <summary>A program; it keeps no mark.</summary>
    public static Visitor Of(HttpContext http) =>
        new(http.Connection.RemoteIpAddress?.ToString(), http.Request.Headers.UserAgent.ToString());

    /// <summary>A person in a browser.</summary>
    public static Visitor OfBrowser(HttpContext http) => Of(http) with { KeepsMark = true, Mark = BrowserMark.Of(http) };
}
