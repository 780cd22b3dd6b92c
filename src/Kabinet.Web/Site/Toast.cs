using System.Text.Json;
using Kabinet.Web.Request;

namespace Kabinet.Web.Site;

/// <summary>
/// One sentence about what has just been done, shown once by the next page. It travels in a cookie, since a command answers with a
/// redirect.
/// </summary>
/// <param name="Text">The sentence.</param>
/// <param name="Tone"><c>ok</c>, <c>note</c> or <c>late</c>.</param>
/// <param name="Undo">Where the undoing of it is posted; null where it cannot be undone.</param>
internal sealed record Toast(string Text, string Tone = "ok", string? Undo = null)
{
    private const string Cookie = "kabinet-said";
    private const int MostCharacters = 800;

    /// <summary>Keeps a sentence for the next page.</summary>
    public static void Leave(HttpContext http, string text, string tone = "ok") => Leave(http, new Toast(text, tone));

    /// <summary>Keeps a sentence for the next page.</summary>
    public static void Leave(HttpContext http, Toast said)
    {
        var kept = said with { Text = said.Text.Length > MostCharacters ? said.Text[..MostCharacters] + "…" : said.Text };
        http.Response.Cookies.Append(Cookie, JsonSerializer.Serialize(kept), SiteCookie.Options(http));
    }

    /// <summary>The sentence kept, if any; the next page will not have it.</summary>
    public static Toast? Take(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { } kept) return null;
        if (!http.Response.HasStarted) http.Response.Cookies.Delete(Cookie, SiteCookie.Options(http));
        return Read(kept);
    }

    // The cookie comes from the browser: what does not read as ours is nothing.
    private static Toast? Read(string kept)
    {
        try { return JsonSerializer.Deserialize<Toast>(kept) is { Text.Length: > 0 } toast
            ? toast with { Undo = IsRestore(toast.Undo) ? toast.Undo : null } : null;
            }
        catch (JsonException) { return null; }
    }

    private static bool IsRestore(string? address) =>
        address is ['/', not '/', ..] && address.EndsWith("/restore", StringComparison.Ordinal);
}
