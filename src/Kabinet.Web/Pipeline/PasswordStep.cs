using Kabinet.Engine.People;
using Kabinet.Web.Request;

namespace Kabinet.Web.Pipeline;

/// <summary>
/// A form that changes who somebody is may carry the password of its sender. It confirms the session before the endpoint runs; whether a
/// confirmation is needed the engine decides.
/// </summary>
internal static class PasswordStep
{
    public static void UsePasswordConfirmation(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (await PasswordOf(http) is { } password) await Confirm(http, password);
        await next(http);
    });

    private static async ValueTask<string?> PasswordOf(HttpContext http) =>
        HttpMethods.IsPost(http.Request.Method) && http.KabinetOrNull() is { AsksPassword: true } && http.Request.HasFormContentType
            && (await http.Request.ReadFormAsync(http.RequestAborted))[Confirmation.Field] is [.., { Length: > 0 } password]
            ? password : null;

    private static async Task Confirm(HttpContext http, string password)
    {
        var here = http.Kabinet();
        var refused = await here.Engine.People.Confirmation.Confirm(here.SignedIn!, password, here.Cancellation);
        http.Pin(refused is null ? await SignInStep.Recognise(http) : here with { PasswordRefused = refused });
        // The endpoint draws its form again with everything typed; only the status tells a program to wait.
        if (refused?.Wait is { } wait)
            http.Response.OnStarting(() =>
            {
                if (http.Response.StatusCode == StatusCodes.Status422UnprocessableEntity)
                    http.Response.StatusCode = Waiting.StatusOf(http, wait, StatusCodes.Status422UnprocessableEntity);
                return Task.CompletedTask;
            });
    }
}
