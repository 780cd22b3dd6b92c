using Kabinet.Engine.People;

namespace Kabinet.Engine.Words;

/// <summary>A text of a definition: one text for all languages, or one per language (<c>{ru: …, en: …}</c>).</summary>
public sealed record LocalizedText(IReadOnlyDictionary<string, string> ByLanguage)
{
    private const string Any = "";

    /// <summary>The same text in every language.</summary>
    public static LocalizedText Same(string text) => new(new Dictionary<string, string>(StringComparer.Ordinal) { [Any] = text });

    /// <summary>The text in a language. If that language is missing, the first language that is present; empty if there is none.</summary>
    public string In(string language) =>
        ByLanguage.TryGetValue(language, out var text) || ByLanguage.TryGetValue(Any, out text) ? text
            : ByLanguage.Values.FirstOrDefault("");

    /// <summary>Several texts one after another in every language that one of them has.</summary>
    public static LocalizedText Joined(string separator, IReadOnlyList<LocalizedText> texts) =>
        new(texts.SelectMany(text => text.ByLanguage.Keys).Distinct(StringComparer.Ordinal).ToDictionary(language => language,
            language => string.Join(separator, texts.Select(text => text.In(language))), StringComparer.Ordinal));

    /// <summary>Two texts are equal if they have the same words in the same languages.</summary>
    public bool Equals(LocalizedText? other) =>
        other is not null && ByLanguage.Count == other.ByLanguage.Count
            && ByLanguage.All(pair => other.ByLanguage.TryGetValue(pair.Key, out var text) && text == pair.Value);

    /// <inheritdoc />
    public override int GetHashCode() => ByLanguage.Count == 0 ? 0 : In(Any).GetHashCode(StringComparison.Ordinal);
}
