using System.Globalization;

namespace Kabinet.Engine.Words;

/// <summary>
/// Every language of the platform, in the order of menus. Only this file names them: a new language is an entry here and a file of
/// <c>Core/texts</c> named by its key.
/// </summary>
public static class Languages
{
    /// <summary>Key of the language of solutions that do not choose one.</summary>
    public const string Default = "ru";

    /// <summary>Key of the language of logs, exceptions and the console.</summary>
    public const string OfLogs = "en";

    private const string TrueMinus = "\u2212", ThinSpace = "\u202F";

    /// <summary>All languages.</summary>
    public static IReadOnlyList<Language> All { get; } =
    [
        new(OneFewMany)
        {
            Key = "ru", Name = "Русский", ShortName = "Рус", Culture = CultureInfo.GetCultureInfo("ru-RU"),
            Numbers = new() { NumberGroupSeparator = ThinSpace, NumberDecimalSeparator = ",", NegativeSign = TrueMinus },
            SignComesFirst = false, CsvDelimiter = ';', CsvDay = "dd'.'MM'.'yyyy",
        },
        new(OneOther)
        {
            Key = "en", Name = "English", ShortName = "Eng", Culture = CultureInfo.GetCultureInfo("en-GB"),
            Numbers = new() { NumberGroupSeparator = ",", NumberDecimalSeparator = ".", NegativeSign = TrueMinus },
            SignComesFirst = true, CsvDelimiter = ',', CsvDay = "dd'/'MM'/'yyyy",
        },
    ];

    /// <summary>Keys of all languages.</summary>
    public static IReadOnlyList<string> Keys { get; } = [.. All.Select(language => language.Key)];

    /// <summary>The language with this key; null if there is none.</summary>
    public static Language? Find(string? key)
    {
        // Every number shown asks for its language, so nothing is allocated here.
        for (var i = 0; i < All.Count; i++)
            if (All[i].Key == key) return All[i];
        return null;
    }

    /// <summary>The language with this key.</summary>
    /// <exception cref="KeyNotFoundException">There is no such language.</exception>
    public static Language Of(string key) => Find(key) ?? throw new KeyNotFoundException($"No language '{key}'");

    /// <summary>The language of a culture.</summary>
    /// <exception cref="KeyNotFoundException">There is no such language.</exception>
    public static Language Of(CultureInfo culture) => Of(culture.TwoLetterISOLanguageName);

    // 1 заявка, 2 заявки, 5 заявок, 11 заявок, 21 заявка.
    private static int OneFewMany(decimal number)
    {
        var (ones, tens) = ((int)(number % 10), (int)(number % 100));
        return tens is >= 11 and <= 14 ? 2 : ones == 1 ? 0 : ones is >= 2 and <= 4 ? 1 : 2;
    }

    private static int OneOther(decimal number) => number == 1 ? 0 : 1;
}
