using System.Globalization;
using Kabinet.Engine.Files;
using Microsoft.Net.Http.Headers;

namespace Kabinet.Web.Endpoints.Records;

/// <summary>
/// The bytes of a file, whole or in the ranges asked for. A file is always taken away, never opened inside our site: whatever an uploader
/// put into it runs nowhere with our cookies.
/// </summary>
internal static class FileAnswer
{
    public static IResult Of(HttpContext http, FileItem item, Stream content)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(item.Name);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        return Results.Stream(content, item.ContentType, lastModified: new DateTimeOffset(item.At, TimeSpan.Zero), entityTag: TagOf(item),
            enableRangeProcessing: true);
    }

    /// <summary>The bytes of a file never change.</summary>
    public static EntityTagHeaderValue TagOf(FileItem item) =>
        new(string.Create(CultureInfo.InvariantCulture, $"\"{item.Id}-{item.Size}\""));
}
