namespace Kabinet.Web.Request;

/// <summary>How every cookie of the site is set: no script reads it, other sites do not send it along, https keeps it to itself.</summary>
internal static class SiteCookie
{
    public static CookieOptions Options(HttpContext http, TimeSpan? age = null) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = "/", MaxAge = age, IsEssential = true };
}
