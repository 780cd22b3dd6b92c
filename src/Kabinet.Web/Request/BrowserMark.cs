using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Kabinet.Web.Request;

/// <summary>
/// The mark of a browser in which somebody has signed in. It is signed, so nobody makes marks; the engine knows whose it is, and revokes
/// it.
/// </summary>
internal static class BrowserMark
{
    public const string Name = "kabinet-browser";
    private static readonly TimeSpan Life = TimeSpan.FromDays(365);

    /// <summary>The mark of the request; null for none and for one that is not ours.</summary>
    public static string? Of(HttpContext http)
    {
        if (http.Request.Cookies[Name] is not { Length: > 0 and < 1000 } signed) return null;
        try { return Signing(http).Unprotect(signed); }
        catch (CryptographicException) { return null; }
    }

    /// <summary>Gives the browser the mark that a sign-in returned.</summary>
    public static void Give(HttpContext http, string? mark)
    {
        if (mark is null) return;
        http.Response.Cookies.Append(Name, Signing(http).Protect(mark),
            new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = "/", MaxAge = Life,
                IsEssential = true });
    }

    private static IDataProtector Signing(HttpContext http) =>
        http.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("Kabinet.Browser");
}
