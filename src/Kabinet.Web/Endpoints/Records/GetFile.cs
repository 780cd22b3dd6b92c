using Kabinet.Web.Request;
using Microsoft.Net.Http.Headers;

namespace Kabinet.Web.Endpoints.Records;

/// <summary>
/// A file is always taken away, never opened inside our site: whatever an uploader put into it runs nowhere with our cookies.
/// </summary>
internal static class GetFile
{
    public static async Task<IResult> Handle(HttpContext http, long id)
    {
        var here = http.Kabinet();
        if (await here.Engine.Files.Open(here.Actor, id, here.Cancellation) is not var (item, content)) return Results.NotFound();
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(item.Name);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.Stream(content, item.ContentType, lastModified: new DateTimeOffset(item.At, TimeSpan.Zero),
            enableRangeProcessing: content.CanSeek);
    }
}
