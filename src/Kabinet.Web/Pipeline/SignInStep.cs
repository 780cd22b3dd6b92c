using System.Security.Claims;
using Kabinet.Engine;
using Kabinet.Engine.Access;
using Kabinet.Engine.People;
using Kabinet.Web.Request;

namespace Kabinet.Web.Pipeline;

/// <summary>
/// Who asks: pins the solution, finds the person behind the cookie or the bearer token, and closes to guests whatever is not opened to
/// them.
/// </summary>
internal static class SignInStep
{
    public static void UseSignIn(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        var endpoint = http.GetEndpoint();
        if (endpoint.Opens(Opening.Nobody)) { await next(http); return; }
        var context = await Known(http, SessionCookie.TokenOf(http));
        if (Refusal(http, endpoint, context) is { } refusal) await refusal.ExecuteAsync(http);
        else await next(http);
    });

    /// <summary>The rest of the request is that of somebody who has signed in just now.</summary>
    public static async Task BecomeKnown(this HttpContext http, string token) => await Known(http, token);

    private static async Task<RequestContext> Known(HttpContext http, string? token)
    {
        var context = await Recognise(http, token);
        http.Pin(context);
        CultureOf(context);
        return context;
    }

    /// <summary>The context of the request, with the person behind its token as the database knows him now.</summary>
    public static Task<RequestContext> Recognise(HttpContext http) => Recognise(http, SessionCookie.TokenOf(http));

    private static async Task<RequestContext> Recognise(HttpContext http, string? token)
    {
        var engine = http.RequestServices.GetRequiredService<KabinetEngine>();
        var solution = engine.Solution.Value;
        var signedIn = token is null ? null : await engine.People.Recognise(solution, token, http.RequestAborted);
        if (signedIn is not null) http.User = PrincipalOf(signedIn.Person);
        var language = ChosenLanguage.Of(http, signedIn?.Person, solution);
        return new(engine, solution, signedIn?.Actor ?? Actor.Guest(solution), signedIn, language, Themes.Of(http, signedIn?.Person))
        {
            Services = http.RequestServices,
            Cancellation = http.RequestAborted,
        };
    }

    /// <summary>Antiforgery tokens are bound to the person, so one stolen from a guest's page opens nothing.</summary>
    private static ClaimsPrincipal PrincipalOf(Person person) =>
        new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, person.Id.ToString(System.Globalization.CultureInfo.InvariantCulture))],
            "kabinet"));

    private static void CultureOf(RequestContext context) =>
        (System.Globalization.CultureInfo.CurrentCulture, System.Globalization.CultureInfo.CurrentUICulture) =
        (context.Culture, context.Culture);

    private static IResult? Refusal(HttpContext http, Endpoint? endpoint, RequestContext context)
    {
        // The framework's own refusal of a method is no address of ours.
        if (endpoint is not RouteEndpoint) return null;
        if (context.IsGuest && !endpoint.Opens(Opening.Guests))
            return HttpMethods.IsPost(http.Request.Method) && !http.IsApi() ? new SessionLost() : SignInNeeded(http);
        if (context.SignedIn?.MustChangePassword == true && !endpoint.Opens(Opening.WhilePasswordWaits))
            return PasswordWaits(http, context);
        return endpoint.Metadata.GetMetadata<AbilityMark>() is { } mark && !context.Actor.Abilities.Contains(mark.Ability)
            ? Results.NotFound() : null;
    }

    public static IResult SignInNeeded(HttpContext http) =>
        http.IsApi() ? Problems.Of(http, StatusCodes.Status401Unauthorized, "request.sign_in_needed")
        : Returns.Redirect(
            Addresses.SignInThen(http.Request.IsReading() ? http.Request.Path + http.Request.QueryString : Addresses.Home));

    private static IResult PasswordWaits(HttpContext http, RequestContext context) =>
        http.IsApi() ? Problems.Of(http, StatusCodes.Status403Forbidden, "request.password_waits")
        : context.Person is null ? Results.NotFound() : Returns.Redirect(Addresses.Password);

    public static bool IsApi(this HttpContext http) =>
        http.Request.Path.StartsWithSegments(Addresses.Api, StringComparison.OrdinalIgnoreCase);
}
