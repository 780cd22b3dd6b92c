using System.IO.Compression;
using System.Text;
using Kabinet.Engine.Files;
using Kabinet.Web.Request;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Kabinet.Web.Exports;

/// <summary>
/// Files as one archive, sent while they are read: nothing of it is kept, and the memory it takes does not grow with them. The right to
/// each is asked again when its turn comes. An archive that breaks off is broken off for the browser too, which then says so.
/// </summary>
internal sealed record ZipDownload(FilePackage Package) : IResult
{
    /// <summary>Whoever takes a file this slowly holds a connection for nothing.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(2);

    // What is packed already does not become smaller by packing it again.
    private static readonly HashSet<string> Packed = new(StringComparer.Ordinal)
    {
        "application/pdf", "application/zip", "application/x-7z-compressed", "application/vnd.rar", "video/mp4", "video/quicktime",
        "audio/mpeg",
    };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var here = httpContext.Kabinet();
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(Package.Name + ".zip");
        httpContext.Response.ContentType = "application/zip";
        httpContext.Response.Headers.ContentDisposition = disposition.ToString();
        if (HttpMethods.IsHead(httpContext.Request.Method)) return;
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        using var patience = new CancellationTokenSource(Longest, here.Engine.Clock);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(here.Cancellation, patience.Token);
        await Write(httpContext.Response.Body, here, leaving.Token);
    }

    private async ValueTask Write(Stream body, RequestContext here, CancellationToken cancellation)
    {
        await using var writes = new CollectedWrites(body);
        await using var archive = await ZipArchive.CreateAsync(writes, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8,
            cancellation);
        foreach (var packed in Package.Files)
        {
            if (await here.Engine.Files.Open(here.Actor, packed.File.Id, cancellation) is not var (item, content))
                throw new IOException($"File {packed.File.Id} is gone while its archive is written");
            await using (content)
            {
                var entry = archive.CreateEntry(packed.Path, LevelOf(item.ContentType));
                entry.LastWriteTime = TimeZoneInfo.ConvertTime(new DateTimeOffset(item.At, TimeSpan.Zero), here.Zone);
                await using var target = await entry.OpenAsync(cancellation);
                await content.CopyToAsync(target, cancellation);
            }
        }
    }

    private static CompressionLevel LevelOf(string contentType) =>
        Packed.Contains(contentType) || contentType.StartsWith("image/", StringComparison.Ordinal)
            || contentType.Contains("openxmlformats", StringComparison.Ordinal) ? CompressionLevel.NoCompression : CompressionLevel.Fastest;
}
