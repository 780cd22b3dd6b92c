using Kabinet.Engine.Words;
using Kabinet.Web.Request;

namespace Kabinet.Web.Pipeline;

/// <summary>The parameters that an address for programs takes in its query.</summary>
internal sealed record QueryMark(IReadOnlyList<string> Names);

/// <summary>
/// A program that misspells a parameter, or sends one twice, would get an answer to another question. Each parameter of the API is
/// therefore known and comes once.
/// </summary>
internal static class QueryStep
{
    /// <summary>Declares the parameters of an address for programs; the description of the API lists the same.</summary>
    public static T Takes<T>(this T endpoint, params string[] names) where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new QueryMark(names));

    public static void UseKnownQuery(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.IsApi() && http.Request.Query.Count > 0 && Wrong(http) is { Count: > 0 } errors)
            await Problems.Of(http, StatusCodes.Status400BadRequest, new("request.invalid"), errors).ExecuteAsync(http);
        else await next(http);
    });

    private static Dictionary<string, IReadOnlyList<Message>> Wrong(HttpContext http)
    {
        var known = http.GetEndpoint()?.Metadata.GetMetadata<QueryMark>()?.Names ?? [];
        var errors = new Dictionary<string, IReadOnlyList<Message>>(StringComparer.Ordinal);
        foreach (var (name, values) in http.Request.Query)
            if (!known.Contains(name)) errors[name] = [new("request.unknown_parameter", name)];
            else if (values.Count > 1) errors[name] = [new("request.repeated_parameter", name)];
        return errors;
    }
}
