using Kabinet.Web.Request;
using Microsoft.AspNetCore.Antiforgery;

namespace Kabinet.Web.Pipeline;

/// <summary>
/// Every request that changes something carries the token of our own form or script, unless nothing speaks for it by itself:
/// a bearer token is sent knowingly, and a program without a cookie has nothing another site could borrow.
/// </summary>
internal static class FormProtection
{
    public static void UseFormProtection(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        var valid = !Concerns(http) || await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http);
        if (valid) await next(http);
        else await Stale(http).ExecuteAsync(http);
    });

    private static bool Concerns(HttpContext http) =>
        http.GetEndpoint() is RouteEndpoint endpoint && endpoint.Metadata.GetMetadata<FallbackMark>() is null 
            && !IsSafe(http.Request.Method) && SessionCookie.BearerOf(http) is null
            && !(http.IsApi() && SessionCookie.Of(http) is null);

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static IResult Stale(HttpContext http) =>
        http.IsApi() ? Problems.Of(http, StatusCodes.Status400BadRequest, "request.form_stale")
            : new ErrorResult(StatusCodes.Status400BadRequest, "request.form_stale");
}
