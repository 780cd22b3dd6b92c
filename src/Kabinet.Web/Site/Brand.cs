using System.Globalization;

namespace Kabinet.Web.Site;

/// <summary>
/// The accent of a solution, moved just as far as text in it stays readable (4.5 to 1) on the surfaces of both themes, tinted ones too.
/// </summary>
internal static class Brand
{
    private const double OnWhite = 4.6, OnNight = 5.6;
    private static readonly (double, double, double) White = (1, 1, 1), Night = (0.086, 0.098, 0.114);

    /// <summary>The stylesheet that every page links after the common one.</summary>
    public static string Stylesheet(string accent)
    {
        var brand = Parse(accent);
        var (light, dark) = (Until(brand, (0, 0, 0), White, OnWhite), Until(brand, (1, 1, 1), Night, OnNight));
        return $":root{{--brand:{Hex(brand)};--accent:{Hex(light)};--on-accent:#fff}}[data-bs-theme=\"dark\"]{{--accent:{Hex(dark)};--on-accent:{Hex(Night)}}}\n";
    }

    /// <summary>The icon of the browser's tab: the first letter on the accent.</summary>
    public static string Icon(string accent, string letter) =>
        $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="{Hex(Until(Parse(accent), (0, 0, 0), White, OnWhite))}"/><text x="16" y="22.5" font-family="system-ui,sans-serif" font-size="18" font-weight="700" text-anchor="middle" fill="#fff">{System.Net.WebUtility.HtmlEncode(letter)}</text></svg>""";

    private static (double R, double G, double B) Parse(string hex) =>
        hex.Length == 7 && int.TryParse(hex.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number)
            ? ((number >> 16) / 255.0, ((number >> 8) & 255) / 255.0, (number & 255) / 255.0) : (0.184, 0.435, 0.416);

    private static (double, double, double) Until((double R, double G, double B) colour, (double R, double G, double B) towards,
        (double, double, double) surface, double readable)
    {
        for (var share = 0.0; share < 1; share += 0.02)
        {
            var mixed = (Mix(colour.R, towards.R, share), Mix(colour.G, towards.G, share), Mix(colour.B, towards.B, share));
            if (Contrast(mixed, surface) >= readable) return mixed;
        }
        return towards;
    }

    private static double Mix(double from, double to, double share) => from + (to - from) * share;

    private static double Contrast((double, double, double) one, (double, double, double) other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance((double R, double G, double B) colour) =>
        0.2126 * Linear(colour.R) + 0.7152 * Linear(colour.G) + 0.0722 * Linear(colour.B);

    private static double Linear(double part) => part <= 0.03928 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);

    private static string Hex((double R, double G, double B) colour) => $"#{Byte(colour.R):x2}{Byte(colour.G):x2}{Byte(colour.B):x2}";

    private static int Byte(double part) => (int)Math.Round(part * 255);
}
