using Kabinet.Engine.Words;

namespace Kabinet.Web.Site;

/// <summary>The accent of a solution in its stylesheet and icon.</summary>
internal static class Brand
{
    /// <summary>The stylesheet that every page links after the common one.</summary>
    public static string Stylesheet(string accent) =>
        $":root{{--brand:{Accent.Of(accent)};--accent:{Accent.OnWhite(accent)};--on-accent:#fff}}"
            + $"[data-bs-theme=\"dark\"]{{--accent:{Accent.OnNight(accent)};--on-accent:{Accent.Night}}}\n";

    /// <summary>The icon of the browser's tab: the first letter on the accent.</summary>
    public static string Icon(string accent, string letter) =>
        $"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
        <rect width="32" height="32" rx="8" fill="{Accent.OnWhite(accent)}"/>
        <text x="16" y="22.5" font-family="system-ui,sans-serif" font-size="18" font-weight="700" text-anchor="middle"
        fill="#fff">{System.Net.WebUtility.HtmlEncode(letter)}</text></svg>
        """;
}
