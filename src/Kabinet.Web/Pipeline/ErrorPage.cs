using Kabinet.Engine;
using Kabinet.Engine.Words;
using Kabinet.Web.People;
using Kabinet.Web.Request;
using Kabinet.Web.Views;

namespace Kabinet.Web.Pipeline;

/// <summary>What an error says: its status, one sentence and what to do, and the number under which the log knows more.</summary>
internal sealed record ErrorModel(int Status, string Text, string? Reference);

/// <summary>
/// The page of an error: a card without the shell, as at the sign-in. Written by hand, for it must appear when views, session or database
/// do not work; its head names the same assets as every other page, or Turbo would load the address of a form anew to get them.
/// </summary>
internal static class ErrorPage
{
    private const int SecondsToRetry = 10;

    public static Task Write(HttpContext http, ErrorModel error)
    {
        if (error.Status == StatusCodes.Status405MethodNotAllowed && HttpMethods.IsGet(http.Request.Method))
            error = error with { Text = Texts.Say("request.shown_once", Problems.LanguageOf(http)) };
        http.Response.ContentType = "text/html; charset=utf-8";
        if (http.Request.Headers["Turbo-Frame"].ToString() is { Length: > 0 } frame)
            return http.Response.WriteAsync(InFrame(http, frame, error).ToString(), http.RequestAborted);
        var solution = http.RequestServices.GetRequiredService<KabinetEngine>().Solution.Value;
        var language = Problems.LanguageOf(http);
        var name = solution.Settings.Title.In(language);
        return http.Response.WriteAsync(Html.Of($"""
            <!doctype html>
            <html lang="{language}" {Theme(http)}>
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
            {Again(http, error.Status)}
            <title>{error.Status} · {name}</title>
            {Assets(http, solution.Revision)}
            </head>
            <body class="guest">
            <header class="guest-bar"><a class="brand" href="{Addresses.Home}"><span class="brand-mark"
              aria-hidden="true">{name[..1]}</span><span>{name}</span></a></header>
            <main id="main" class="page-main">{Card(http, error, language)}</main>
            </body>
            </html>
            """).ToString(), http.RequestAborted);
    }

    /// <summary>
    /// In a dialog or a part of a page the error stands where the answer would have stood, and what was done besides stays.
    /// </summary>
    private static Html InFrame(HttpContext http, string frame, ErrorModel error)
    {
        var language = Problems.LanguageOf(http);
        var text = error.Status == StatusCodes.Status404NotFound ? Texts.Say("request.gone_in_frame", language) : error.Text;
        var (title, advice, reference) = Said(error with { Text = text }, language);
        return Html.Of($"""
            <turbo-frame id="{frame}"><div class="dialog"><div class="sheet-body"><div class="notice-line" data-tone="soon"
            role="alert"><div><strong id="dialog-title">{title}</strong>{advice}{reference}</div></div>{Typed(http, language)}</div>
            <footer class="sheet-foot"><a class="btn btn-primary" href="{http.Back(null) ?? Addresses.Home}" data-turbo-frame="_top"
            data-action="dialog#close">{Texts.Say("request.refresh", language)}</a></footer></div></turbo-frame>
            """);
    }

    /// <summary>What was typed into the form that is refused here is given back to be copied.</summary>
    private static Html Typed(HttpContext http, string language)
    {
        if (http.KabinetOrNull() is not { } here || !FormProtection.HasPassed(http)
            || http.Request.Path.Value?.StartsWith(Addresses.Commands, StringComparison.Ordinal) != true
            || Carried.OfRead(http) is not { } sent || CarriedView.TypedIn(sent, here) is not { Count: > 0 } typed) return Html.Empty;
        var lines = typed.Select(value => value.Name.Length == 0 ? Html.Of($"<div><dd>{value.Text}</dd></div>")
                : Html.Of($"<div><dt>{value.Name}</dt><dd>{value.Text}</dd></div>"))
            .Aggregate(Html.Empty, (all, line) => Html.Of($"{all}{line}"));
        return Html.Of($"<div class=\"error-typed\"><p>{Texts.Say("request.typed", language)}</p><dl>{lines}</dl></div>");
    }

    private static (string Title, Html Advice, Html Reference) Said(ErrorModel error, string language)
    {
        var (title, advice) = error.Text.Split(". ", 2) is [var first, var rest] ? (first, Html.Of($"<p>{rest}</p>"))
            : (error.Text, Html.Empty);
        return (title, advice, error.Reference is null ? Html.Empty
            : Html.Of($"<p class=\"error-reference\">{Texts.Say("request.reference", language, error.Reference)}</p>"));
    }

    private static Html Card(HttpContext http, ErrorModel error, string language)
    {
        var (title, advice, reference) = Said(error, language);
        return Html.Of($"""
            <div class="panel error-card"><span class="centre-code">{error.Status}</span><h1>{title}</h1>{advice}{reference}
            {Typed(http, language)}
            <div class="centre-buttons">{Ways(http, error.Status, language)}</div></div>
            """);
    }

    /// <summary>What may pass by itself is tried again; everything else leads away.</summary>
    private static Html Ways(HttpContext http, int status, string language)
    {
        var here = http.Request.Path + http.Request.QueryString;
        var again = MayPass(status) && HttpMethods.IsGet(http.Request.Method)
            ? Html.Of($"<a class=\"btn btn-primary\" href=\"{here}\">{Texts.Say("request.again", language)}</a>") : Html.Empty;
        var back = http.Back(null) is { } from && from != here && from != Addresses.Home
            ? Html.Of($"<a class=\"btn\" href=\"{from}\">{Texts.Say("request.go_back", language)}</a>") : Html.Empty;
        var look = again == Html.Empty ? "btn btn-primary" : "btn";
        return Html.Of($"{again}<a class=\"{look}\" href=\"/\">{Texts.Say("request.go_home", language)}</a>{back}");
    }

    private static bool MayPass(int status) =>
        status is StatusCodes.Status429TooManyRequests or >= StatusCodes.Status500InternalServerError;

    /// <summary>Whoever waits for the database sees his page when it is back, without a script too.</summary>
    private static Html Again(HttpContext http, int status) =>
        status == StatusCodes.Status503ServiceUnavailable && HttpMethods.IsGet(http.Request.Method)
            ? Html.Of($"<meta http-equiv=\"refresh\" content=\"{SecondsToRetry}\">") : Html.Empty;

    private static Html Theme(HttpContext http) =>
        (http.KabinetOrNull()?.Theme ?? Themes.Of(http, null)) is { } chosen
            ? Html.Of($"data-bs-theme=\"{chosen}\" data-theme=\"{chosen}\"") : Html.Of($"data-bs-theme=\"light\"");

    private static Html Assets(HttpContext http, int revision)
    {
        var assets = http.RequestServices.GetRequiredService<Assets>();
        return Html.Of($"""
            <link rel="icon" href="{Addresses.BrandIcon(revision)}" type="image/svg+xml">
            <script src="{assets["lib/js/theme.js"]}" data-turbo-track="reload"></script>
            <link rel="stylesheet" href="{assets["lib/app.css"]}" data-turbo-track="reload">
            <link rel="stylesheet" href="{Addresses.BrandStylesheet(revision)}" data-turbo-track="reload">
            <script type="module" src="{assets["lib/js/app.js"]}" data-turbo-track="reload"></script>
            """);
    }
}
