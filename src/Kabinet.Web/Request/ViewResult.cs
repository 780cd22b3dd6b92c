using Kabinet.Web.Pages;
using Kabinet.Web.Views;

namespace Kabinet.Web.Request;

/// <summary>A view by its path (<c>/Views/People/SignIn.cshtml</c>) with its model, in the layout that the request asks for. Nothing is sent before all of it is drawn.</summary>
internal sealed class ViewResult(string path, object? model, int status = StatusCodes.Status200OK) : IResult
{
    public string Path => path;
    public object? Model => model;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var body = new HtmlWriter();
        using var answer = new HtmlWriter();
        var bare = httpContext.Kabinet().IsGuest || httpContext.Request.Headers.ContainsKey("Turbo-Frame");
        var page = new DrawnPage(httpContext, body) { Shell = bare ? null : await ShellView.Read(httpContext.Kabinet(), httpContext.Request.Path, httpContext.RequestAborted) };
        ViewCatalogue.Make(path).Draw(page, body, model);
        ViewCatalogue.Make(LayoutOf(page)).Draw(page, answer, page.Shell);
        await Send(httpContext.Response, answer.Written, httpContext.RequestAborted);
    }

    private static string LayoutOf(DrawnPage page) =>
        page.InFrame ? "/Views/Layout/Frame.cshtml" : page.Here.IsGuest ? "/Views/Layout/Guest.cshtml" : "/Views/Layout/Cabinet.cshtml";

    private async Task Send(HttpResponse response, ReadOnlyMemory<byte> html, CancellationToken cancellation)
    {
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = html.Length;
        response.Headers.CacheControl = "no-cache, no-store";
        await response.Body.WriteAsync(html, cancellation);
    }
}
