using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Request;
using Microsoft.Net.Http.Headers;
using Sylvan.Data.Csv;

namespace Kabinet.Web.Exports;

/// <summary>
/// All rows of a list as a file, sent while they are read and under the rights of this moment; nothing of it is kept. A file that breaks
/// off is broken off for the browser too, which then says so.
/// </summary>
/// <param name="Query">The list.</param>
/// <param name="Form">How cells are written.</param>
/// <param name="HeadingOf">Heading of a column.</param>
/// <param name="FileName">Name of the file.</param>
internal sealed record CsvDownload(RecordQuery Query, CsvForm Form, Func<FieldPath, string> HeadingOf, string FileName) : IResult
{
    /// <summary>Whoever takes a file this slowly holds a connection for nothing.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);
    private const int BufferedCharacters = 32_768;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var here = httpContext.Kabinet();
        if (HttpMethods.IsHead(httpContext.Request.Method))
        {
            // One row tells whether the list may be asked at all.
            await here.Engine.Records.List(here.Actor, Query with { Limit = 1, After = null }, here.Cancellation);
            Head(httpContext.Response);
            return;
        }
        using var patience = new CancellationTokenSource(Longest, here.Engine.Clock);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(here.Cancellation, patience.Token);
        await here.Engine.Records.Stream(here.Actor, Query, async stream =>
        {
            Head(httpContext.Response);
            await Write(httpContext.Response, stream, leaving.Token);
            return true;
        }, leaving.Token);
    }

    private void Head(HttpResponse response)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(FileName);
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = disposition.ToString();
    }

    private async ValueTask Write(HttpResponse response, RecordStream stream, CancellationToken cancellation)
    {
        if (stream.Columns.Count == 0) return;
        await using var text = new StreamWriter(response.Body, Form.Encoding, BufferedCharacters, leaveOpen: true);
        var options = new CsvDataWriterOptions { Delimiter = Form.Delimiter, NewLine = "\r\n", BufferSize = BufferedCharacters };
        await using var csv = CsvDataWriter.Create(text, options);
        await using var rows = stream.Rows.GetAsyncEnumerator(cancellation);
        var headings = stream.Columns.Select(path => new CsvCell(HeadingOf(path), IsOurs: false).Harmless);
        await using var table = new RecordRows([.. headings], rows, Form);
        await csv.WriteAsync(table, cancellation);
    }
}
