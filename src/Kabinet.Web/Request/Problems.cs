using Kabinet.Engine;
using Kabinet.Engine.Words;

namespace Kabinet.Web.Request;

/// <summary>Errors as programs read them: <c>application/problem+json</c> in the reader's language.</summary>
internal static class Problems
{
    public static IResult Of(HttpContext http, int status, string key, params object[] arguments) =>
        Of(http, status, new Message(key, arguments));

    public static IResult Of(HttpContext http, int status, Message message,
        IReadOnlyDictionary<string, IReadOnlyList<Message>>? errors = null, IReadOnlyDictionary<string, object?>? more = null)
    {
        var language = LanguageOf(http);
        if (status == StatusCodes.Status401Unauthorized) http.Response.Headers.WWWAuthenticate = "Bearer realm=\"kabinet\"";
        var members = new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = message.Key };
        if (errors is not null)
            members["errors"] = errors.ToDictionary(pair => pair.Key, pair =>
            pair.Value.Select(error => Texts.Say(error, language)), StringComparer.Ordinal);
        foreach (var (key, value) in more ?? new Dictionary<string, object?>()) members[key] = value;
        return Results.Problem(statusCode: status, title: Texts.Say(message, language), type: "about:blank", extensions: members);
    }

    /// <summary>Errors may come before anybody is recognised.</summary>
    public static string LanguageOf(HttpContext http) =>
        http.KabinetOrNull()?.Language ?? ChosenLanguage.Known(http.Request.Cookies[ChosenLanguage.Cookie])
            ?? http.RequestServices.GetRequiredService<KabinetEngine>().Solution.Value.Settings.Language;
}
