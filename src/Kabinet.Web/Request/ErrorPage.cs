using System.Text.Encodings.Web;
using Kabinet.Engine;

namespace Kabinet.Web.Request;

/// <summary>What an error says: its status, one sentence, and the number under which the log knows more.</summary>
internal sealed record ErrorModel(int Status, string Text, string? Reference);

/// <summary>The page of an error. Written by hand: it must appear when views, session or database do not work.</summary>
internal static class ErrorPage
{
    public static Task Write(HttpContext http, ErrorModel error)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        var language = Problems.LanguageOf(http);
        var encode = http.RequestServices.GetRequiredService<HtmlEncoder>();
        var reference = error.Reference is null ? "" : $"<p class=\"text-secondary\">{encode.Encode(Texts.Say("request.reference", language, error.Reference))}</p>";
        return http.Response.WriteAsync($"""
            <!doctype html>
            <html lang="{language}" data-bs-theme="{Themes.Of(http, null) ?? "light"}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{error.Status}</title>
            {Styles(http)}</head>
            <body><main class="container-tight py-6 error-page"><h1>{encode.Encode(error.Text)}</h1>{reference}
            <p><a class="btn btn-primary" href="/">{encode.Encode(Texts.Say("request.go_home", language))}</a></p></main></body>
            </html>
            """, http.RequestAborted);
    }

    private static string Styles(HttpContext http) =>
        string.Concat(http.RequestServices.GetRequiredService<Assets>().Styles.Select(style => $"<link rel=\"stylesheet\" href=\"{style}\">"));
}
