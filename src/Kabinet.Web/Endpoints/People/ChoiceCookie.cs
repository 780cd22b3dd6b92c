using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.People;

/// <summary>What a visitor chose in this browser; the sign-in page speaks his language before he is known.</summary>
internal static class ChoiceCookie
{
    public static void Keep(HttpContext http, string name, string? value)
    {
        if (value is null) http.Response.Cookies.Delete(name, SiteCookie.Options(http));
        else http.Response.Cookies.Append(name, value, SiteCookie.Options(http, TimeSpan.FromDays(365)));
    }
}
