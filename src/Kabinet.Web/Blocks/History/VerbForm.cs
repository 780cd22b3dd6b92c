namespace Kabinet.Web.Blocks;

/// <summary>
/// Which form of a Russian past-tense verb fits a name: the texts of the history write the forms as a plural
/// (<c>{0:перевёл|перевела|перевели}</c>) and take 1 for his, 2 for hers.
/// A surname tells most surely, then the first name; role names and what is unclear take the masculine, as the grammar does.
/// </summary>
internal static class VerbForm
{
    private const int His = 1;
    private const int Hers = 2;
    private static readonly string[] HerEndings = ["ова", "ева", "ёва", "ина", "ына", "ская", "цкая", "ая"];
    private static readonly string[] HisEndings = ["ов", "ев", "ёв", "ин", "ын", "ский", "цкий", "ий", "ый", "ой"];
    private static readonly HashSet<string> MasculineInA =
        new(StringComparer.OrdinalIgnoreCase) { "Илья", "Никита", "Данила", "Кузьма", "Фома", "Лука", "Савва", "Добрыня", "Мустафа" };

    public static int Of(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2) return OfFirstName(words.FirstOrDefault(""));
        foreach (var word in words)
            if (OfSurname(word) is { } form) return form;
        return words.Select(OfFirstName).Max();
    }

    private static int? OfSurname(string word) =>
        EndsWithAny(word, HerEndings) ? Hers : EndsWithAny(word, HisEndings) ? His : null;

    private static int OfFirstName(string word) =>
        word.Length > 2 && char.IsUpper(word[0]) && word[^1] is 'а' or 'я' && !MasculineInA.Contains(word) ? Hers : His;

    // "Марина" and "Ирина" are first names that end like surnames; both are hers, so nothing is lost.
    private static bool EndsWithAny(string word, string[] endings) =>
        word.Length > 4 && Array.Exists(endings, ending => word.EndsWith(ending, StringComparison.Ordinal));
}
