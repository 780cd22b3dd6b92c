namespace Kabinet.Web.Request;

/// <summary>Where the token of a session travels: a cookie no script reads, or the header of a program.</summary>
internal static class SessionCookie
{
    public const string Name = "kabinet-session";
    private const string Bearer = "Bearer ";

    /// <summary>The header wins: a program that sends one means it, whatever cookies its client keeps.</summary>
    public static string? TokenOf(HttpContext http) => BearerOf(http) ?? http.Request.Cookies[Name];

    public static string? BearerOf(HttpContext http) =>
        http.Request.Headers.Authorization.ToString() is var header && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? header[Bearer.Length..].Trim() : null;

    public static void Give(HttpContext http, string token) =>
        http.Response.Cookies.Append(Name, token, OptionsOf(http, TimeSpan.FromDays(30)));

    public static void Take(HttpContext http) => http.Response.Cookies.Delete(Name, OptionsOf(http, null));

    private static CookieOptions OptionsOf(HttpContext http, TimeSpan? age) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = "/", MaxAge = age, IsEssential = true };
}
