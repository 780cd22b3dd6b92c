using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Kabinet.Engine.Words;

/// <summary>
/// The platform's texts, loaded from every <c>Core/texts/*.yaml</c>: <c>key: {ru: …, en: …}</c>. A file named by a language, such as
/// <c>de.yaml</c>, adds the texts of that language: <c>key: …</c>.
/// <c>{0}</c> is a placeholder; <c>{0:заявка|заявки|заявок}</c> is the plural form for its number (two forms in English).
/// </summary>
public static class Texts
{
    internal const string Verbatim = "verbatim";
    private static readonly Dictionary<string, LocalizedText> All = Load();
    // Every date of a list asks for one of them.
    private static readonly ConcurrentDictionary<string, string[]> Months = new(StringComparer.Ordinal);

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

    /// <summary>The short name of a month, 1 to 12.</summary>
    public static string Month(int month, string language) =>
        Months.GetOrAdd(language, static key => Say("field.months", key).Split(' '))[month - 1];

    /// <summary>The plural form for a number, by the rule of the language. A number with a fraction takes the second form.</summary>
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
        decimal number => number.ToString("#,0.######", Languages.Of(language).Numbers),
        IFormattable number => number.ToString(null, Languages.Of(language).Culture),
        _ => argument.ToString() ?? "",
    };

    private static int PluralIndex(decimal number, string language) =>
        number != decimal.Truncate(number) ? 1 : Languages.Of(language).PluralOf(Math.Abs(number));

    private static Dictionary<string, LocalizedText> Load()
    {
        var texts = new TextFiles();
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.Contains(".Core.texts.", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            texts.Add(name.Split('.')[^2], reader);
        }
        return texts.All();
    }
}
