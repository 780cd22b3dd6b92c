namespace Kabinet.Web.Request;

/// <summary>Where to go after a command: only inside our own site.</summary>
internal static class Returns
{
    public static string Safe(string? address) =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal) && !address.StartsWith("/\\", StringComparison.Ordinal)
            && !address.Any(char.IsControl)
        && !address.StartsWith("/sign-", StringComparison.Ordinal) ? address : Addresses.Home;

    /// <summary>A command is answered by a page that can be loaded again.</summary>
    public static IResult SeeOther(HttpContext http, string address)
    {
        http.Response.Headers.Location = address;
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
