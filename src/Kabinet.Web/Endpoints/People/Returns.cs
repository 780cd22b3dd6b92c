namespace Kabinet.Web.Endpoints.People;

/// <summary>Where to go after a command: only inside our own site.</summary>
internal static class Returns
{
    public static string Safe(string? address) =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal) && !address.StartsWith("/\\", StringComparison.Ordinal) && !address.Any(char.IsControl)
        && !address.StartsWith("/sign-", StringComparison.Ordinal) ? address : "/";

    /// <summary>A command is answered by a page that can be loaded again.</summary>
    public static IResult SeeOther(HttpContext http, string address)
    {
        http.Response.Headers.Location = address;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
