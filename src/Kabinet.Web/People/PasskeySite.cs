using Microsoft.AspNetCore.Http;

namespace Kabinet.Web.People;

/// <summary>
/// Which site passkeys belong to: the address that people use, where the installation names one, otherwise the host that is asked. A device
/// offers a passkey to no other site.
/// </summary>
internal sealed class PasskeySite(Uri? address)
{
    /// <summary>Whether passkeys work on the page that is asked for. A number of a machine is no name of a site.</summary>
    public bool Serves(HttpContext http) =>
        Asked(http) is { HostNameType: UriHostNameType.Dns } asked && (address is null || asked.IdnHost == address.IdnHost);

    public static bool IsServed(HttpContext http) => http.RequestServices.GetRequiredService<PasskeySite>().Serves(http);

    /// <summary>The name that devices keep passkeys under, in ASCII as browsers compare it.</summary>
    public string DomainOf(HttpContext http) => address?.IdnHost ?? Asked(http)?.IdnHost ?? "";

    /// <summary>Whether a page with this origin may use the passkeys of the site.</summary>
    public bool Trusts(string origin, HttpContext http) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from) && (address is null ? IsAsked(from, http) : IsAt(from, address));

    /// <summary>
    /// TLS often ends before this process, so a request that came in the clear may be from a page with HTTPS. Browsers use passkeys without
    /// it on the same machine only.
    /// </summary>
    private static bool IsAsked(Uri from, HttpContext http) =>
        (from.Scheme == Uri.UriSchemeHttps || from.IsLoopback) && from.Authority == Asked(http)?.Authority;

    private static bool IsAt(Uri from, Uri address) =>
        (from.Scheme, from.IdnHost, from.Port) == (address.Scheme, address.IdnHost, address.Port);

    private static Uri? Asked(HttpContext http) =>
        Uri.TryCreate($"{http.Request.Scheme}://{http.Request.Host.ToUriComponent()}", UriKind.Absolute, out var asked) ? asked : null;
}
