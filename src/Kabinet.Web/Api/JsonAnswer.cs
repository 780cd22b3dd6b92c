using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Kabinet.Web.Api;

/// <summary>An answer written straight to the response. Cyrillic stays readable; what HTML could mistake for a tag stays escaped.</summary>
internal sealed class JsonAnswer(int status, Action<Utf8JsonWriter> write) : IResult
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public JsonAnswer(Action<Utf8JsonWriter> write) : this(StatusCodes.Status200OK, write) { }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(4096);
        await using (var json = new Utf8JsonWriter(buffer, Options)) write(json);
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.Headers.CacheControl = "no-store";
        httpContext.Response.ContentLength = buffer.WrittenCount;
        await httpContext.Response.Body.WriteAsync(buffer.WrittenMemory, httpContext.RequestAborted);
    }
}
