using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;

namespace Kabinet.Web.Pipeline;

/// <summary>
/// Which methods an address takes, for <c>OPTIONS</c> and for the <c>Allow</c> of a refusal. Routing says so only where no route takes any
/// path, and ours has one for the pages of solutions.
/// </summary>
internal sealed class AddressMethods(EndpointDataSource endpoints, ParameterPolicyFactory policies)
{
    private readonly Lazy<Route[]> routes = new(() => [.. endpoints.Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<FallbackMark>() is null)
        .Select(endpoint => Route.Of(endpoint, policies))]);

    /// <summary>The methods in alphabetical order; none where only a fallback answers.</summary>
    public IReadOnlyList<string> Of(HttpContext http) =>
        [.. routes.Value.Where(route => route.Takes(http)).SelectMany(route => route.Methods).Distinct().Order(StringComparer.Ordinal)];

    private sealed record Route(TemplateMatcher Matcher, (string Key, IRouteConstraint Rule)[] Rules, IReadOnlyList<string> Methods)
    {
        public static Route Of(RouteEndpoint endpoint, ParameterPolicyFactory policies) =>
            new(new(new(endpoint.RoutePattern), []), [.. endpoint.RoutePattern.Parameters
                .SelectMany(parameter => RulesOf(parameter, policies))],
                endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []);

        public bool Takes(HttpContext http)
        {
            var values = new RouteValueDictionary();
            return Matcher.TryMatch(http.Request.Path, values)
                && Array.TrueForAll(Rules, rule => rule.Rule.Match(http, null, rule.Key, values, RouteDirection.IncomingRequest));
        }

        private static IEnumerable<(string, IRouteConstraint)> RulesOf(
            RoutePatternParameterPart parameter, ParameterPolicyFactory policies) =>
            parameter.ParameterPolicies.Select(policy => policies.Create(parameter, policy)).OfType<IRouteConstraint>()
                .Select(rule => (parameter.Name, rule));
    }
}

/// <summary>An endpoint that takes whatever no other one does.</summary>
internal sealed class FallbackMark;

internal static class MethodStep
{
    /// <summary>Every GET of the group also answers HEAD; the server leaves the body out.</summary>
    public static void AnswerHead(this IEndpointConventionBuilder group) => group.Add(static endpoint =>
    {
        for (var i = 0; i < endpoint.Metadata.Count; i++)
            if (endpoint.Metadata[i] is HttpMethodMetadata methods && methods.HttpMethods.Contains("GET")
                && !methods.HttpMethods.Contains("HEAD"))
                endpoint.Metadata[i] = new HttpMethodMetadata([.. methods.HttpMethods, "HEAD"]);
    });

    /// <summary>Answers <c>OPTIONS</c> for every address: what it takes, and nothing about other origins.</summary>
    public static void UseOptions(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (!HttpMethods.IsOptions(http.Request.Method)) { await next(http); return; }
        var methods = http.RequestServices.GetRequiredService<AddressMethods>().Of(http);
        if (methods.Count == 0 && !http.IsApi()) methods = ["GET", "HEAD"];
        if (methods.Count == 0) { http.Response.StatusCode = StatusCodes.Status404NotFound; return; }
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        http.Response.Headers.Allow = string.Join(", ", methods.Append("OPTIONS"));
    });

    /// <summary>Null where no method leads anywhere at this address; else the refusal of the one that was used.</summary>
    public static IResult? OtherMethod(this HttpContext http)
    {
        var methods = http.RequestServices.GetRequiredService<AddressMethods>().Of(http);
        if (methods.Count == 0) return null;
        http.Response.Headers.Allow = string.Join(", ", methods);
        return Results.StatusCode(StatusCodes.Status405MethodNotAllowed);
    }
}
