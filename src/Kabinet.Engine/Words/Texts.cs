using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using YamlDotNet.RepresentationModel;

namespace Kabinet.Engine.Words;

/// <summary>
/// The platform's texts in Russian and English, loaded from every <c>Core/texts/*.yaml</c>: <c>key: {ru: …, en: …}</c>.
/// <c>{0}</c> is a placeholder; <c>{0:заявка|заявки|заявок}</c> is the plural form for its number (two forms in English).
/// </summary>
public static class Texts
{
    internal const string Verbatim = "verbatim";
    private static readonly Dictionary<string, LocalizedText> All = Load();

    /// <summary>All texts by key.</summary>
    public static IReadOnlyDictionary<string, LocalizedText> Catalogue => All;

    /// <summary>A message in a language.</summary>
    /// <exception cref="KeyNotFoundException">There is no text with the message's key.</exception>
    public static string Say(Message message, string language) =>
        message.Key == Verbatim ? ((LocalizedText)message.Arguments[0]).In(language) : Say(message.Key, language, message.Arguments);

    /// <summary>The text of a key with its placeholders filled.</summary>
    /// <exception cref="KeyNotFoundException">There is no text with this key.</exception>
    public static string Say(string key, string language, params ReadOnlySpan<object> arguments) =>
        All.TryGetValue(key, out var text) ? Fill(text.In(language), language, arguments)
            : throw new KeyNotFoundException($"No text '{key}' in Core/texts");

    /// <summary>A text given by the caller with its placeholders filled.</summary>
    public static string Say(LocalizedText text, string language, params ReadOnlySpan<object> arguments) =>
        Fill(text.In(language), language, arguments);

    /// <summary>The plural form for a number. Russian has three forms (one, few, many), English has two (one, other).</summary>
    public static string Plural(decimal number, string language, ReadOnlySpan<string> forms) =>
        forms[Math.Min(PluralIndex(number, language), forms.Length - 1)];

    private static string Fill(string pattern, string language, ReadOnlySpan<object> arguments)
    {
        if (!pattern.Contains('{', StringComparison.Ordinal)) return pattern;
        var text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[256]);
        var rest = pattern.AsSpan();
        while (rest.IndexOf('{') is var start and >= 0)
        {
            var place = rest[(start + 1)..(start + rest[start..].IndexOf('}'))];
            var colon = place.IndexOf(':');
            var argument = arguments[int.Parse(colon < 0 ? place : place[..colon], CultureInfo.InvariantCulture)];
            text.AppendFormatted(rest[..start]);
            if (colon < 0) text.AppendFormatted(Word(argument, language));
            else text.AppendFormatted(
                Form(place[(colon + 1)..], PluralIndex(Convert.ToDecimal(argument, CultureInfo.InvariantCulture), language)));
            rest = rest[(start + place.Length + 2)..];
        }
        text.AppendFormatted(rest);
        return text.ToStringAndClear();
    }

    /// <summary>The form with this index in <c>заявка|заявки|заявок</c>; the last form if there are fewer.</summary>
    private static ReadOnlySpan<char> Form(ReadOnlySpan<char> forms, int index)
    {
        for (; index > 0 && forms.Contains('|'); index--) forms = forms[(forms.IndexOf('|') + 1)..];
        return forms.IndexOf('|') is var end and >= 0 ? forms[..end] : forms;
    }

    private static string Word(object argument, string language) => argument switch
    {
        LocalizedText text => text.In(language),
        Message message => Say(message, language),
        IFormattable number => number.ToString(null, CultureInfo.GetCultureInfo(language)),
        _ => argument.ToString() ?? "",
    };

    private static int PluralIndex(decimal number, string language)
    {
        if (number != decimal.Truncate(number)) return 1;
        var (ones, tens) = ((int)(Math.Abs(number) % 10), (int)(Math.Abs(number) % 100));
        if (language != "ru") return Math.Abs(number) == 1 ? 0 : 1;
        return tens is >= 11 and <= 14 ? 2 : ones == 1 ? 0 : ones is >= 2 and <= 4 ? 1 : 2;
    }

    private static Dictionary<string, LocalizedText> Load()
    {
        var texts = new Dictionary<string, LocalizedText>(StringComparer.Ordinal);
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.Contains(".Core.texts.", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var stream = new YamlStream();
            stream.Load(reader);
            foreach (var (key, value) in (YamlMappingNode)stream.Documents[0].RootNode)
                texts.Add(((YamlScalarNode)key).Value!,
                    new(((YamlMappingNode)value).ToDictionary(pair => ((YamlScalarNode)pair.Key).Value!, pair =>
                    ((YamlScalarNode)pair.Value).Value!, StringComparer.Ordinal)));
        }
        return texts;
    }
}
