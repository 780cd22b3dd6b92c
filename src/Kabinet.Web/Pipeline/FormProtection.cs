using Kabinet.Web.People;
using Kabinet.Web.Request;
using Microsoft.AspNetCore.Antiforgery;

namespace Kabinet.Web.Pipeline;

/// <summary>
/// Every request that changes something carries the token of our own form or script, unless nothing speaks for it by itself:
/// a bearer token is sent knowingly, and a program without a cookie has nothing another site could borrow.
/// </summary>
internal static class FormProtection
{
    private static readonly object Passed = new();

    public static void UseFormProtection(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        var valid = !Concerns(http) || await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http);
        if (!valid) await (await Stale(http)).ExecuteAsync(http);
        else
        {
            http.Items[Passed] = true;
            await next(http);
        }
    });

    /// <summary>True if what the request sends was sent from our own page; what another site sends is never shown.</summary>
    public static bool HasPassed(HttpContext http) => http.Items.ContainsKey(Passed);

    private static bool Concerns(HttpContext http) =>
        http.GetEndpoint() is RouteEndpoint endpoint && endpoint.Metadata.GetMetadata<FallbackMark>() is null 
            && !http.Request.IsReading() && !HttpMethods.IsOptions(http.Request.Method) && SessionCookie.BearerOf(http) is null
            && !(http.IsApi() && SessionCookie.Of(http) is null);

    /// <summary>
    /// Nothing is done without a proof. What was typed is shown again with a fresh one, so that its sender can send it by his own press.
    /// </summary>
    private static async ValueTask<IResult> Stale(HttpContext http)
    {
        if (http.IsApi()) return Problems.Of(http, StatusCodes.Status400BadRequest, "request.form_stale");
        if (http.Request.Path.StartsWithSegments(Addresses.SignIn, StringComparison.Ordinal))
            return Returns.SeeOther(http, Addresses.SignIn);
        var carried = SessionLost.KeepsForm(http) ? await Carried.Of(http) : null;
        if (http.Kabinet().IsGuest && (carried?.Person is not null || SessionCookie.Of(http) is not null))
            return new SessionLost();
        SessionLost.Mark(http, "stale");
        return carried is null ? new ErrorResult(StatusCodes.Status400BadRequest, "request.form_stale")
            : carried.Page(http, "carried.stale", StatusCodes.Status400BadRequest);
    }
}
