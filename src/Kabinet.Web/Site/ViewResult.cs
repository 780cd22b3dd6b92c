using Kabinet.Web.Views;

namespace Kabinet.Web.Site;

/// <summary>
/// A view by its path (<c>/People/SignIn.cshtml</c>) with its model, in the layout that the request asks for. Nothing is sent before all of
/// it is drawn.
/// </summary>
internal sealed class ViewResult(string path, object? model, int status = StatusCodes.Status200OK) : IResult
{
    public string Path => path;
    public object? Model => model;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var body = new HtmlWriter();
        using var answer = new HtmlWriter();
        var page = new DrawnPage(httpContext, body);
        var shell = page.InFrame || page.Here.IsGuest ? null
            : await ShellView.Read(page.Here, httpContext.Request.Path, httpContext.RequestAborted);
        ViewCatalogue.Make(path).Draw(page, body, model);
        ViewCatalogue.Make(shell is not null ? "/Site/Layout/Cabinet.cshtml" : page.InFrame ? "/Site/Layout/Frame.cshtml"
            : "/Site/Layout/Guest.cshtml").Draw(page, answer, shell);
        await Send(httpContext.Response, answer.Written, httpContext.RequestAborted);
    }

    private async Task Send(HttpResponse response, ReadOnlyMemory<byte> html, CancellationToken cancellation)
    {
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = html.Length;
        await response.Body.WriteAsync(html, cancellation);
    }
}
