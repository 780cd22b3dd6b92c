using Kabinet.Web.Request;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Kabinet.Web.Api;

/// <summary>The parts of a multipart body, read one after another as they come.</summary>
internal static class MultipartBody
{
    private const int LongestBoundary = 100;

    /// <summary>The boundary of a multipart body; null for another body.</summary>
    public static string? Boundary(HttpContext http) =>
        MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= LongestBoundary } boundary ? boundary : null;

    /// <summary>The next part; null after the last.</summary>
    /// <exception cref="BadHttpRequestException">The body breaks off or is no multipart.</exception>
    public static ValueTask<MultipartSection?> Next(MultipartReader reader, CancellationToken cancellation) =>
        SentStream.Told(Read(reader, cancellation));

    private static async ValueTask<MultipartSection?> Read(MultipartReader reader, CancellationToken cancellation) =>
        await reader.ReadNextSectionAsync(cancellation);
}
