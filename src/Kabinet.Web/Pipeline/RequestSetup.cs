using System.IO.Compression;
using Kabinet.Engine.People;
using Kabinet.Web.Request;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Kabinet.Web.Pipeline;

/// <summary>What every request needs of the framework.</summary>
internal static class RequestSetup
{
    /// <summary>Bytes of an ordinary request; a form of ten long texts fits.</summary>
    public const long BodyLimit = 2 * 1024 * 1024;
    /// <summary>Bytes of a request with files; they go to the disk, not to memory. Each group then judges each file.</summary>
    public const long UploadLimit = 512L * 1024 * 1024;

    public static void AddRequest(this IServiceCollection services, int requestsPerMinute, string dataFolder, KeyStore keys)
    {
        services.Configure<KestrelServerOptions>(kestrel =>
            { kestrel.AddServerHeader = false; kestrel.Limits.MaxRequestBodySize = BodyLimit; });
        services.Configure<FormOptions>(form =>
            { form.MultipartBodyLengthLimit = UploadLimit; form.ValueCountLimit = 4096; form.ValueLengthLimit = 1024 * 1024; });
        // Believed only from a proxy on this very machine.
        services.Configure<ForwardedHeadersOptions>(forwarded =>
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);
        services.AddRateLimits(requestsPerMinute);
        services.AddResponseCompression(compression => compression.EnableForHttps = true);
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.AddAntiforgery(antiforgery =>
            { antiforgery.Cookie.Name = "kabinet-form"; antiforgery.Cookie.SameSite = SameSiteMode.Lax;
            antiforgery.SuppressXFrameOptionsHeader = true; });
        KeyProtection.AddTo(services, keys, dataFolder);
        services.AddSingleton<Assets>();
    }
}
