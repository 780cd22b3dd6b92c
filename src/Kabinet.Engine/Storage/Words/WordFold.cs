using System.Globalization;
using System.Text;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Storage.Words;

/// <summary>
/// Normalizes a text for word search: folds it as everything else (<see cref="Folding"/>) and keeps only what words consist of.
/// </summary>
internal static class WordFold
{
    /// <summary>Runs of letters, marks and digits, separated by single spaces.</summary>
    public static string Fold(string text)
    {
        var words = new StringBuilder(text.Length);
        foreach (var rune in Folding.Fold(text).EnumerateRunes()) Append(words, rune);
        return words.ToString();
    }

    private static void Append(StringBuilder words, Rune rune)
    {
        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.Format:
                break;
            case UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark:
                // A mark needs a letter before it.
                if (words.Length > 0 && words[^1] != ' ') words.Append(rune.ToString());
                break;
            case UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber:
                words.Append(rune.ToString());
                break;
            default:
                if (Rune.IsLetter(rune)) words.Append(rune.ToString());
                else words.Append(' ');
                break;
        }
    }
}
