using System.Globalization;
using Kabinet.Engine.Files;
using Microsoft.Net.Http.Headers;

namespace Kabinet.Web.Endpoints.Records;

/// <summary>The bytes of a file, whole or in the ranges asked for.</summary>
internal static class FileAnswer
{
    /// <summary>
    /// The file to take away. It is never opened inside our site: whatever an uploader put into it runs nowhere with our cookies.
    /// </summary>
    public static IResult Of(HttpContext http, FileItem item, Stream content)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(item.Name);
        return Of(http, item, content, disposition.ToString());
    }

    /// <summary>The file to show in our own pages; only for types that cannot run anything.</summary>
    public static IResult Shown(HttpContext http, FileItem item, Stream content) => Of(http, item, content, "inline");

    /// <summary>The small picture of a file.</summary>
    public static IResult Thumbnail(HttpContext http, FileItem item, Stream content)
    {
        http.Response.Headers.ContentDisposition = "inline";
        return Results.Stream(content, "image/webp", lastModified: new DateTimeOffset(item.At, TimeSpan.Zero),
            entityTag: new(string.Create(CultureInfo.InvariantCulture, $"\"{item.Id}-small\"")));
    }

    private static IResult Of(HttpContext http, FileItem item, Stream content, string disposition)
    {
        http.Response.Headers.ContentDisposition = disposition;
        return Results.Stream(content, item.ContentType, lastModified: new DateTimeOffset(item.At, TimeSpan.Zero), entityTag: TagOf(item),
            enableRangeProcessing: true);
    }

    /// <summary>The bytes of a file never change.</summary>
    public static EntityTagHeaderValue TagOf(FileItem item) =>
        new(string.Create(CultureInfo.InvariantCulture, $"\"{item.Id}-{item.Size}\""));
}
