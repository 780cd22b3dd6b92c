using System.Text;
using Kabinet.Web.Request;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Kabinet.Web.Pipeline;

/// <summary>
/// Reads the form of a request before anything asks for it, so that a torn, oversized or undecodable one is told as the client's fault in
/// one place. Later readers get the form that passed. Bodies for programs are only checked for their declared encoding.
/// </summary>
internal static class FormStep
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void UseForms(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (await Refusal(http) is { } status) http.Response.StatusCode = status;
        else await next(http);
    });

    private static async ValueTask<int?> Refusal(HttpContext http)
    {
        if (HasForeignEncoding(http)) return StatusCodes.Status415UnsupportedMediaType;
        if (http.Request.IsReading() || http.IsApi()) return null;
        // A request that runs once more after a publication has its form already; the body is gone.
        if (http.Features.Get<IFormFeature>()?.Form is not null) return null;
        if (!http.Request.HasFormContentType) return WithoutForm(http);
        try
        {
            var type = http.Request.GetTypedHeaders().ContentType!.MediaType;
            var form = type.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
                ? await http.Request.ReadFormAsync(http.RequestAborted) : http.Request.Form = await UrlEncoded(http);
            return !IsSound(form) ? StatusCodes.Status400BadRequest
                : form.Files.Count > http.RequestServices.GetRequiredService<SiteLimits>().FilesPerForm
                ? StatusCodes.Status413PayloadTooLarge
                : null;
        }
        // The framework tells limits and torn bodies by the same exception; only its text differs.
        catch (InvalidDataException limit) when (limit.Message.Contains(" limit ", StringComparison.Ordinal))
        {
            return StatusCodes.Status413PayloadTooLarge;
        }
        catch (Exception torn) when (torn is InvalidDataException or DecoderFallbackException
            or IOException and not BadHttpRequestException)
        {
            return StatusCodes.Status400BadRequest;
        }
    }

    /// <summary>Bodies are UTF-8 as they are: nothing of ours is compressed or written in another alphabet's encoding.</summary>
    private static bool HasForeignEncoding(HttpContext http)
    {
        if (http.Request.Headers.ContentEncoding is { Count: > 0 } coded && coded != "identity")
        {
            http.Response.Headers.AcceptEncoding = "identity";
            return true;
        }
        return MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) && type.Charset.HasValue
            && HeaderUtilities.RemoveQuotes(type.Charset).Value?.ToLowerInvariant() is not ("utf-8" or "utf8" or "us-ascii");
    }

    /// <summary>A command without inputs has an empty form; anything else that is no form is not understood.</summary>
    private static int? WithoutForm(HttpContext http)
    {
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true && http.Request.ContentLength is not 0)
            return StatusCodes.Status415UnsupportedMediaType;
        http.Request.Form = FormCollection.Empty;
        return null;
    }

    private static async ValueTask<FormCollection> UrlEncoded(HttpContext http)
    {
        var most = http.RequestServices.GetRequiredService<SiteLimits>().BodyBytes;
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await http.Request.Body.ReadAsync(buffer, http.RequestAborted) is > 0 and var read)
        {
            body.Write(buffer, 0, read);
            if (body.Length > most) throw new BadHttpRequestException("", StatusCodes.Status413PayloadTooLarge);
        }
        var text = Strict.GetString(body.GetBuffer(), 0, (int)body.Length);
        if (!SentText.IsSoundEncoded(text)) throw new InvalidDataException("The form is not UTF-8");
        var limits = http.RequestServices.GetRequiredService<IOptions<FormOptions>>().Value;
        using var reader = new FormReader(text) { ValueCountLimit = limits.ValueCountLimit, KeyLengthLimit = limits.KeyLengthLimit,
            ValueLengthLimit = limits.ValueLengthLimit };
        return new(await reader.ReadFormAsync(http.RequestAborted));
    }

    private static bool IsSound(IFormCollection form) =>
        form.All(pair => SentText.IsSound(pair.Key) && pair.Value.All(SentText.IsSound))
        && form.Files.All(file => SentText.IsSound(file.Name) && SentText.IsSound(file.FileName));
}
