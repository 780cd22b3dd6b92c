using YamlDotNet.RepresentationModel;

namespace Kabinet.Engine.Words;

/// <summary>
/// Collects texts from files. A file holds each text in several languages, or all its texts in the language it is named by.
/// </summary>
internal sealed class TextFiles
{
    private readonly Dictionary<string, Dictionary<string, string>> texts = new(StringComparer.Ordinal);

    /// <summary>Adds a file.</summary>
    /// <param name="name">Name of the file without its extension.</param>
    /// <param name="reader">Its contents.</param>
    /// <exception cref="InvalidDataException">A text has no language, or is there twice in one language.</exception>
    public void Add(string name, TextReader reader)
    {
        var stream = new YamlStream();
        stream.Load(reader);
        foreach (var (key, value) in (YamlMappingNode)stream.Documents[0].RootNode)
            if (value is YamlMappingNode languages)
                foreach (var (language, text) in languages) Add(name, Text(key), Text(language), Text(text));
            else Add(name, Text(key), name, Text(value));
    }

    /// <summary>All texts by key.</summary>
    public Dictionary<string, LocalizedText> All() =>
        texts.ToDictionary(pair => pair.Key, pair => new LocalizedText(pair.Value), StringComparer.Ordinal);

    private void Add(string file, string key, string language, string text)
    {
        if (Languages.Find(language) is null)
            throw new InvalidDataException($"Core/texts/{file}.yaml: '{language}' of {key} is not a language");
        if (!texts.TryGetValue(key, out var byLanguage)) texts[key] = byLanguage = new(StringComparer.Ordinal);
        if (!byLanguage.TryAdd(language, text))
            throw new InvalidDataException($"Core/texts/{file}.yaml: {key} is there twice in '{language}'");
    }

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;
}
