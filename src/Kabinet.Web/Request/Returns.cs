using System.Text;

namespace Kabinet.Web.Request;

/// <summary>Where to go after a command: only inside our own site.</summary>
internal static class Returns
{
    /// <summary>An address of our own pages in characters that a header can carry; the home page for any other.</summary>
    public static string Safe(string? address) =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal) && !address.StartsWith("/\\", StringComparison.Ordinal)
            && !address.Any(char.IsControl) && SentText.IsSoundEncoded(address)
        && !address.StartsWith("/sign-", StringComparison.Ordinal) ? Sendable(address) : Addresses.Home;

    /// <summary>A header carries ASCII only; letters of other alphabets are escaped, what is escaped already stays.</summary>
    public static string Sendable(string address) => Ascii.IsValid(address) ? address
        : string.Concat(address.EnumerateRunes().Select(rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));

    /// <summary>To another page of ours, with GET.</summary>
    public static IResult Redirect(string address) => Results.LocalRedirect(Sendable(address));

    /// <summary>A command is answered by a page that can be loaded again.</summary>
    public static IResult SeeOther(HttpContext http, string address)
    {
        http.Response.Headers.Location = Sendable(address);
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    public static async ValueTask<PostedForm> Form(this HttpContext http) =>
        new(await http.Request.ReadFormAsync(http.RequestAborted), LostInput.Of(http));

    /// <summary>Where the reader came from: what the link or the form says, else the page that had the link.</summary>
    public static string? Back(this HttpContext http, string? said)
    {
        if (said is not null) return Safe(said);
        var from = http.Request.GetTypedHeaders().Referer;
        return from is not null && from.Authority == http.Request.Host.Value ? Safe(from.PathAndQuery) : null;
    }
}
