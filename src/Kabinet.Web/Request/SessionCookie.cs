namespace Kabinet.Web.Request;

/// <summary>Where the token of a session travels: a cookie no script reads, or the header of a program.</summary>
internal static class SessionCookie
{
    private const string Plain = "kabinet-session";
    private const string Bearer = "Bearer ";

    /// <summary>Over https a name that no neighbouring subdomain and no plain connection can set.</summary>
    public static string NameFor(HttpContext http) => http.Request.IsHttps ? "__Host-" + Plain : Plain;

    public static string? Of(HttpContext http) => http.Request.Cookies[NameFor(http)];

    /// <summary>The header wins: a program that sends one means it, whatever cookies its client keeps.</summary>
    public static string? TokenOf(HttpContext http) => BearerOf(http) ?? Of(http);

    public static string? BearerOf(HttpContext http) =>
        http.Request.Headers.Authorization.ToString() is var header && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? header[Bearer.Length..].Trim() : null;

    public static void Give(HttpContext http, string token) =>
        http.Response.Cookies.Append(NameFor(http), token, SiteCookie.Options(http, TimeSpan.FromDays(30)));

    public static void Take(HttpContext http) => http.Response.Cookies.Delete(NameFor(http), SiteCookie.Options(http));
}
