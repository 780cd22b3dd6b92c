using Kabinet.Engine.People;

namespace Kabinet.Engine.Words;

/// <summary>A text of a definition, written once for all languages or per language (<c>{ru: …, en: …}</c>).</summary>
public sealed record LocalizedText(IReadOnlyDictionary<string, string> ByLanguage)
{
    private const string Any = "";

    /// <summary>The same text in every language.</summary>
    public static LocalizedText Same(string text) => new(new Dictionary<string, string>(StringComparer.Ordinal) { [Any] = text });

    /// <summary>The text in a language; where that language is not written, in the first one that is.</summary>
    public string In(string language) =>
        ByLanguage.TryGetValue(language, out var text) || ByLanguage.TryGetValue(Any, out text) ? text : ByLanguage.Values.FirstOrDefault("");

    /// <summary>A text with the same words in the same languages is the same text.</summary>
    public bool Equals(LocalizedText? other) =>
        other is not null && ByLanguage.Count == other.ByLanguage.Count && ByLanguage.All(pair => other.ByLanguage.TryGetValue(pair.Key, out var text) && text == pair.Value);

    /// <inheritdoc />
    public override int GetHashCode() => ByLanguage.Count == 0 ? 0 : In(Any).GetHashCode(StringComparison.Ordinal);
}
