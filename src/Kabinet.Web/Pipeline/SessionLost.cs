using Kabinet.Web.People;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Pipeline;

/// <summary>
/// The answer to a form whose sender is not signed in any more: the page of the sign-in, which carries the form until he is. The header
/// tells our
/// own script, which asks him on the page where he is and sends the form again.
/// </summary>
internal sealed class SessionLost : IResult
{
    /// <summary>
    /// Tells our script why a form was not taken: <c>lost</c>, nobody is signed in; <c>stale</c>, the proof holds no longer.
    /// </summary>
    private const string Header = "Kabinet-Session";

    public static void Mark(HttpContext http, string said) => http.Response.Headers[Header] = said;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        Mark(httpContext, "lost");
        var carried = KeepsForm(httpContext) ? await Carried.Of(httpContext) : null;
        var here = httpContext.Kabinet();
        await new ViewResult("/People/SignIn.cshtml", new SignInModel(httpContext.Back(null) ?? Addresses.Home, "", null, null, [], "")
        {
            Carried = CarriedForm.Of(httpContext, carried),
            TakesPasskeys = PasskeySite.IsServed(httpContext),
            Again = carried is null || carried.Files.Count > 0 ? "sign_in.again_lost" : "sign_in.again_plain",
        }, StatusCodes.Status401Unauthorized).ExecuteAsync(httpContext);
    }

    /// <summary>
    /// Whether what a request sends may be shown again with a button under it: it came from a page of ours, and it holds no secret. A
    /// browser
    /// always says from which site a form comes; what says nothing is a program.
    /// </summary>
    public static bool KeepsForm(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<SecretMark>() is not null) return false;
        var (origin, site) = (http.Request.Headers.Origin.ToString(), http.Request.Headers["Sec-Fetch-Site"].ToString());
        return site is "" or "same-origin" && (origin.Length == 0
            || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == http.Request.Host.Value));
    }
}
