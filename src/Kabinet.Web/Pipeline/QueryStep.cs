using Kabinet.Engine.Words;
using Kabinet.Web.Request;

namespace Kabinet.Web.Pipeline;

/// <summary>The parameters that an address for programs takes in its query.</summary>
/// <param name="Names">Their names.</param>
/// <param name="IsWhole">Others would change what is asked, so they are refused.</param>
internal sealed record QueryMark(IReadOnlyList<string> Names, bool IsWhole = true);

/// <summary>
/// A program that misspells a parameter of a list or of a command, or sends one twice, would get an answer to another question. Such a
/// parameter is therefore refused by name. Where nothing could be meant by it, as with one record by its id, it is passed over.
/// </summary>
internal static class QueryStep
{
    /// <summary>Declares the parameters of an address for programs; the description of the API lists the same.</summary>
    public static T Takes<T>(this T endpoint, params string[] names) where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new QueryMark(names));

    /// <summary>Declares parameters of an address that passes over others.</summary>
    public static T MayTake<T>(this T endpoint, params string[] names) where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new QueryMark(names, IsWhole: false));

    public static void UseKnownQuery(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.IsApi() && http.Request.Query.Count > 0 && Wrong(http) is { Count: > 0 } errors)
            await Problems.Of(http, StatusCodes.Status400BadRequest, new("request.invalid"), errors).ExecuteAsync(http);
        else await next(http);
    });

    private static Dictionary<string, IReadOnlyList<Message>> Wrong(HttpContext http)
    {
        var mark = http.GetEndpoint()?.Metadata.GetMetadata<QueryMark>() ?? new([], IsWhole: !http.Request.IsReading());
        var errors = new Dictionary<string, IReadOnlyList<Message>>(StringComparer.Ordinal);
        foreach (var (name, values) in http.Request.Query)
            if (mark.IsWhole && !mark.Names.Contains(name, StringComparer.OrdinalIgnoreCase))
                errors[name] = [new("request.unknown_parameter", name)];
            else if (values.Count > 1) errors[name] = [new("request.repeated_parameter", name)];
        return errors;
    }
}
