using Kabinet.Engine.Model;
using Kabinet.Engine.People;

namespace Kabinet.Web.Request;

/// <summary>Language of the answer: the person's own, else the visitor's cookie, else the solution's.</summary>
internal static class Languages
{
    public const string Cookie = "kabinet-language";
    public static readonly IReadOnlyList<string> All = ["ru", "en"];

    public static string Of(HttpContext http, Person? person, Solution solution) =>
        Known(person?.Language) ?? Known(http.Request.Cookies[Cookie]) ?? Known(solution.Settings.Language) ?? "ru";

    public static string? Known(string? language) => language is not null && All.Contains(language) ? language : null;
}

/// <summary>Light or dark by the person's choice, else by the visitor's cookie; null follows the system.</summary>
internal static class Themes
{
    public const string Cookie = "kabinet-theme";
    public static readonly IReadOnlyList<string> All = ["light", "dark"];

    public static string? Of(HttpContext http, Person? person) => Known(person?.Theme) ?? Known(http.Request.Cookies[Cookie]);

    public static string? Known(string? theme) => theme is not null && All.Contains(theme) ? theme : null;
}
