using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Engine.Words;

namespace Kabinet.Web.Request;

/// <summary>Language of the answer: the person's own, else the visitor's cookie, else the solution's.</summary>
internal static class ChosenLanguage
{
    public const string Cookie = "kabinet-language";

    public static string Of(HttpContext http, Person? person, Solution solution) =>
        Known(person?.Language) ?? Known(http.Request.Cookies[Cookie]) ?? solution.Settings.Language;

    public static string? Known(string? language) => Languages.Find(language)?.Key;
}

/// <summary>Light or dark by the person's choice, else by the visitor's cookie; null follows the system.</summary>
internal static class Themes
{
    public const string Cookie = "kabinet-theme";
    public static readonly IReadOnlyList<string> All = ["light", "dark"];

    public static string? Of(HttpContext http, Person? person) => Known(person?.Theme) ?? Known(http.Request.Cookies[Cookie]);

    public static string? Known(string? theme) => theme is not null && All.Contains(theme) ? theme : null;
}
