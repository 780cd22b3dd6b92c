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
    public static void AddRequest(this IServiceCollection services, SiteLimits limits, string dataFolder, KeyStore keys)
    {
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = limits.BodyBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = limits.HeadKilobytes * 1024;
        });
        services.Configure<FormOptions>(form =>
        {
            form.MultipartBodyLengthLimit = limits.UploadBytes;
            form.ValueCountLimit = limits.FormKeys;
            form.ValueLengthLimit = limits.FormTextThousands * 1000;
        });
        services.AddSingleton(limits);
        // Believed only from a proxy on this very machine.
        services.Configure<ForwardedHeadersOptions>(forwarded =>
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);
        services.AddRateLimits(limits);
        services.AddResponseCompression(compression => compression.EnableForHttps = true);
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.AddAntiforgery(antiforgery =>
            { antiforgery.Cookie.Name = "kabinet-form"; antiforgery.Cookie.SameSite = SameSiteMode.Lax;
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            antiforgery.SuppressXFrameOptionsHeader = true; });
        KeyProtection.AddTo(services, keys, dataFolder);
        services.AddSingleton<Assets>();
        services.AddSingleton<AddressMethods>();
    }
    /// <summary>Answers are compressed, but for the bytes of files: parts of them that are fetched apart must fit together.</summary>
    public static void UseCompression(this IApplicationBuilder app) =>
        app.UseWhen(http => http.GetEndpoint()?.Metadata.GetMetadata<BytesMark>() is null, static part => part.UseResponseCompression());
}

/// <summary>An endpoint that answers with the bytes of a file.</summary>
internal sealed class BytesMark;
