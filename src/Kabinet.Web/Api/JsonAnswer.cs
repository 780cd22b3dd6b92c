using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

/// <summary>
/// An answer written straight to the response, with a tag by which its reader can ask whether it is still so. Cyrillic stays readable; what
/// HTML could mistake for a tag stays escaped.
/// </summary>
internal sealed class JsonAnswer(int status, Action<Utf8JsonWriter> write, int? version = null) : IResult
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public JsonAnswer(Action<Utf8JsonWriter> write, int? version = null) : this(StatusCodes.Status200OK, write, version) { }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(4096);
        await using (var json = new Utf8JsonWriter(buffer, Options)) write(json);
        if (version is not null || status == StatusCodes.Status200OK)
        {
            var tag = Preconditions.TagOf(buffer.WrittenSpan, version);
            httpContext.Response.Headers.ETag = tag;
            if (IsKnown(httpContext.Request, tag))
            {
                httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.ContentLength = buffer.WrittenCount;
        await httpContext.Response.Body.WriteAsync(buffer.WrittenMemory, httpContext.RequestAborted);
    }

    private static bool IsKnown(HttpRequest request, string tag) => request.IsReading() && Preconditions.Has(request, tag);
}
