using Microsoft.AspNetCore.StaticAssets;

namespace Kabinet.Web.Request;

/// <summary>
/// Addresses of static files with their fingerprints: <c>lib/app.css</c> → <c>/lib/app.8f2k1x.css</c>, which a browser may keep for ever.
/// </summary>
internal sealed class Assets(EndpointDataSource endpoints)
{
    private readonly Lazy<Dictionary<string, string>> addresses = new(() => Fingerprinted(endpoints));

    /// <summary>The address of a file, or the plain one where the build made no fingerprint.</summary>
    public string this[string file] => addresses.Value.GetValueOrDefault(file.TrimStart('/')) ?? "/" + file.TrimStart('/');

    private static Dictionary<string, string> Fingerprinted(EndpointDataSource endpoints)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var asset in endpoints.Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>())
            .OfType<StaticAssetDescriptor>())
            if (asset.Properties.FirstOrDefault(property => property.Name == "label") is { Value: { } label })
                found[label] = "/" + asset.Route;
        return found;
    }
}
