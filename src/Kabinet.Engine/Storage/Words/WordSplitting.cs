using Kabinet.Engine.People;

namespace Kabinet.Engine.Storage.Words;

/// <summary>
/// Splits a text into search words. A word is a run of letters and digits, found by its prefix. Its parts after a change between letters
/// and digits are also found, and numbers without leading zeros; a longer number (of a request, a telephone) is found by any part.
/// </summary>
internal static class WordSplitting
{
    /// <summary>Version of the algorithm; an index built by another version, or of texts folded otherwise, is rebuilt.</summary>
    public const int Form = 2;

    /// <summary>Longest indexed word, in characters.</summary>
    private const int LongestWord = 32;
    private const int ShortestLongNumber = 4, ShortestPart = 2, LongestNumber = 32;
    private const int TelephoneDigits = 11;
    /// <summary>Most words of one search.</summary>
    private const int MostAsked = 12;

    /// <summary>Every form under which the text may be found by prefix; some may repeat.</summary>
    public static IEnumerable<string> Kept(string text)
    {
        foreach (var word in Runs(text))
        {
            foreach (var start in Starts(word)) yield return Cut(word[start..]);
            if (Telephone(word) is { } dialled) yield return dialled;
        }
    }

    /// <summary>The words to search for, all of which must be found; prefixes of other words are left out.</summary>
    public static IReadOnlyList<string> Asked(string text)
    {
        var words = Runs(text).Select(Cut).Distinct(StringComparer.Ordinal).Take(MostAsked).ToList();
        return [.. words.Where(word => !words.Exists(longer => longer != word && longer.StartsWith(word, StringComparison.Ordinal)))];
    }

    private static string[] Runs(string text) => WordFold.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<int> Starts(string word)
    {
        yield return 0;
        for (var at = 0; at < word.Length;)
        {
            var end = EndOfPart(word, at);
            foreach (var start in char.IsAsciiDigit(word[at]) ? StartsOfNumber(word, at, end) : [at])
                if (start > 0) yield return start;
            at = end;
        }
    }

    private static IEnumerable<int> StartsOfNumber(string word, int from, int end)
    {
        if (end - from is >= ShortestLongNumber and <= LongestNumber)
            for (var start = from; start <= end - ShortestPart; start++) yield return start;
        else yield return from;
        var digit = from;
        while (digit < end - 1 && word[digit] == '0') digit++;
        if (digit > from) yield return digit;
    }

    private static int EndOfPart(string word, int from)
    {
        var end = from + 1;
        while (end < word.Length && char.IsAsciiDigit(word[end]) == char.IsAsciiDigit(word[from])) end++;
        return end;
    }

    /// <summary>A Russian telephone number stored with 7 may be typed with 8, and vice versa.</summary>
    private static string? Telephone(string word) => word.Length != TelephoneDigits || !word.All(char.IsAsciiDigit) ? null : word[0] switch
    {
        '7' => "8" + word[1..],
        '8' => "7" + word[1..],
        _ => null,
    };

    private static string Cut(string word) =>
        word.Length <= LongestWord ? word : word[..(char.IsHighSurrogate(word[LongestWord - 1]) ? LongestWord - 1 : LongestWord)];
}
