using System.Text.RegularExpressions;

namespace Kabinet.Engine.Words;

/// <summary>Placeholders in the texts of definitions: <c>{debt}</c>, <c>{partner.title}</c>.</summary>
internal static partial class TextPlaces
{
    /// <summary>Names of the placeholders of a text, in all its languages.</summary>
    public static IEnumerable<string> In(LocalizedText? text) => (text?.ByLanguage.Values ?? [])
        .SelectMany(In).Distinct(StringComparer.Ordinal);

    /// <summary>Names of the placeholders of a text in one language.</summary>
    public static IEnumerable<string> In(string words) =>
        Place().Matches(words).Select(match => match.Groups["path"].Value).Distinct(StringComparer.Ordinal);

    /// <summary>Replaces the placeholders; a value that is left out leaves no double space.</summary>
    public static string Fill(string text, Func<string, string> value) =>
        Spaces().Replace(Each(text, value), " ").Trim();

    /// <summary>Replaces the placeholders and nothing else.</summary>
    public static string Each(string text, Func<string, string> value) => Place().Replace(text, place => value(place.Groups["path"].Value));

    /// <summary>The same in every language; the value is asked for by its name and language.</summary>
    public static LocalizedText Fill(LocalizedText text, Func<string, string, string> value) =>
        new(text.ByLanguage.ToDictionary(pair => pair.Key, pair => Fill(pair.Value, name => value(name, pair.Key)),
            StringComparer.Ordinal));

    [GeneratedRegex(@"\{(?<path>[^{}]*)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();

    [GeneratedRegex(" {2,}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spaces();
}
