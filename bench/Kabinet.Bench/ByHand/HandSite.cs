using System.Text.Encodings.Web;
using System.Text.Unicode;
using Kabinet.Web.Request;
using Microsoft.Extensions.WebEncoders;

namespace Kabinet.Bench.ByHand;

/// <summary>
/// The same list, record and transition as a careful developer would write them for this one company: ADO.NET, fixed SQL, one Razor view
/// each, no platform.
/// The session, the counters of the menu, of the quick views and of the bell are asked for as well, since the page shows them, and a form
/// carries its token.
/// </summary>
internal static class HandSite
{
    public static WebApplication Build(string database)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = Environments.Production,
            ApplicationName = typeof(HandSite).Assembly.GetName().Name });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddControllersWithViews();
        builder.Services.Configure<WebEncoderOptions>(encoding =>
            encoding.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        builder.Services.AddResponseCompression(compression => compression.EnableForHttps = true);
        builder.Services.AddSingleton(new HandData(database));
        var app = builder.Build();
        app.UseResponseCompression();
        app.UseRouting();
        app.MapGet("/requests", async (HttpContext http, HandData data) =>
            new RazorResult("/ByHand/Views/List.cshtml", await data.List(Token(http))));
        app.MapGet("/requests/{id:long}", async (HttpContext http, HandData data, long id) =>
            new RazorResult("/ByHand/Views/Record.cshtml", await data.Find(Token(http), id)));
        app.MapPost("/api/records/request/{id:long}/take", async (HttpContext http, HandData data, long id) =>
            await data.Take(Token(http), id) is { } taken ? Results.Json(taken.Row) : Results.Conflict());
        return app;
    }

    private static string Token(HttpContext http) => SessionCookie.TokenOf(http) ?? "";
}
