using Microsoft.AspNetCore.Antiforgery;

namespace Kabinet.Web.Request;

/// <summary>The proof that a form is one of ours.</summary>
internal static class FormProof
{
    /// <summary>
    /// The value of the hidden input <c>__RequestVerificationToken</c>, also taken from the header <c>RequestVerificationToken</c>.
    /// </summary>
    public static string FormToken(this HttpContext http) =>
        http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http).RequestToken!;
}
