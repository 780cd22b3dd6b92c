using System.Globalization;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Model;

/// <summary>Suggests the correct name for a misspelt one.</summary>
public static class Spelling
{
    private const string Mean = "problem.did_you_mean";

    /// <summary>The suggestion "did you mean" with the nearest candidate; null if none is near.</summary>
    internal static Message? Suggest(string word, IEnumerable<string> candidates) =>
        ListOf(word, candidates) is { } list ? Meant(list) : Nearest(word, candidates) is { } nearest ? Meant(nearest) : null;

    // `roles: receiver, dispatcher` is one text for YAML.
    private static string? ListOf(string word, IEnumerable<string> candidates) =>
        word.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries) is { Length: > 1 } words && words.All(candidates.Contains)
            ? $"[{string.Join(", ", words)}]" : null;

    /// <summary>The suggestion of a number that is written with a comma; null for any other text.</summary>
    internal static Message? Number(string word) => word.Replace(',', '.') is var number && decimal.TryParse(number,
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) ? Meant(number) : null;

    /// <summary>The suggestion of true or false for a word that means it in another notation; null for any other.</summary>
    internal static Message? YesNo(string word) => word.ToLowerInvariant() switch
    {
        "да" or "on" or "y" or "1" or "истина" or "true" or "yes" => Meant("true"),
        "нет" or "off" or "n" or "0" or "ложь" or "false" or "no" => Meant("false"),
        _ => null,
    };

    /// <summary>The suggestion "did you mean" with a given name.</summary>
    internal static Message Meant(string guess) => new(Mean, guess);

    /// <summary>The name that a suggestion means; null if it is another kind of advice.</summary>
    public static string? Guessed(Message suggestion) => suggestion is { Key: Mean, Arguments: [string guess] } ? guess : null;

    /// <summary>The candidate with the smallest edit distance to the word; null if none is near.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        var tolerance = Math.Max(1, word.Length / 3);
        return candidates.Select(candidate => (Name: candidate, Distance: Distance(word, candidate)))
            .Where(candidate => candidate.Distance <= tolerance)
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Select(candidate => candidate.Name).FirstOrDefault();
    }

    // Levenshtein distance that counts two swapped neighbours as one edit.
    private static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= right.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= left.Length; i++)
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = rows[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(replaced, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        return rows[left.Length, right.Length];
    }
}
