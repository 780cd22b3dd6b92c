using System.Globalization;

namespace Kabinet.Engine.Words;

/// <summary>
/// Shades of an accent colour, moved just as far as text in it stays readable (4.5 to 1) on a surface, tinted ones too.
/// </summary>
public static class Accent
{
    private const double ReadableOnWhite = 4.6, ReadableOnNight = 5.6;
    private static readonly Colour White = new(1, 1, 1), Black = new(0, 0, 0), NightColour = new(0.086, 0.098, 0.114);
    private static readonly Colour Default = new(0.184, 0.435, 0.416);

    /// <summary>The surface of the dark theme.</summary>
    public static string Night => NightColour.Hex;

    /// <summary>The colour itself; a default where the text is no <c>#rrggbb</c>.</summary>
    public static string Of(string hex) => Parse(hex).Hex;

    /// <summary>The shade for text on white, and for a surface under white text.</summary>
    public static string OnWhite(string hex) => Until(Parse(hex), Black, White, ReadableOnWhite).Hex;

    /// <summary>The shade for text on the dark theme.</summary>
    public static string OnNight(string hex) => Until(Parse(hex), White, NightColour, ReadableOnNight).Hex;

    private static Colour Parse(string hex) =>
        hex.Length == 7 && int.TryParse(hex.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number)
            ? new((number >> 16) / 255.0, ((number >> 8) & 255) / 255.0, (number & 255) / 255.0) : Default;

    private static Colour Until(Colour colour, Colour towards, Colour surface, double readable)
    {
        for (var share = 0.0; share < 1; share += 0.02)
        {
            var mixed = colour.Mixed(towards, share);
            if (mixed.ContrastTo(surface) >= readable) return mixed;
        }
        return towards;
    }

    private sealed record Colour(double Red, double Green, double Blue)
    {
        public string Hex => $"#{Byte(Red):x2}{Byte(Green):x2}{Byte(Blue):x2}";

        private double Luminance => 0.2126 * Linear(Red) + 0.7152 * Linear(Green) + 0.0722 * Linear(Blue);

        public Colour Mixed(Colour other, double share) =>
            new(Mix(Red, other.Red, share), Mix(Green, other.Green, share), Mix(Blue, other.Blue, share));

        public double ContrastTo(Colour other) =>
            (Math.Max(Luminance, other.Luminance) + 0.05) / (Math.Min(Luminance, other.Luminance) + 0.05);

        private static double Mix(double from, double to, double share) => from + (to - from) * share;

        private static double Linear(double part) => part <= 0.03928 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);

        private static int Byte(double part) => (int)Math.Round(part * 255);
    }
}
