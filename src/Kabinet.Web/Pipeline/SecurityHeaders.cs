namespace Kabinet.Web.Pipeline;

/// <summary>What browsers must not do with our pages, said on every answer.</summary>
internal static class SecurityHeaders
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action "
            + "'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; frame-src 'self'";

    // Chromium's viewer of PDF runs in no sandbox; it has a process of its own, and the answer may load and run nothing.
    private const string PolicyOfShown = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; object-src 'self'; "
        + "frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        http.Response.OnStarting(static state => { Add((HttpContext)state); return Task.CompletedTask; }, http);
        return next(http);
    });

    private static void Add(HttpContext http)
    {
        var headers = http.Response.Headers;
        // Whatever is not marked as the same for everybody is made for one reader at one moment.
        if (http.GetEndpoint()?.Opens(Opening.Nobody) != true) headers.CacheControl = "private, no-store";
        if (http.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
        var isShown = http.GetEndpoint()?.Metadata.GetMetadata<ShownInPages>() is not null;
        headers.ContentSecurityPolicy = isShown ? PolicyOfShown : ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = isShown ? "SAMEORIGIN" : "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
    }
}
