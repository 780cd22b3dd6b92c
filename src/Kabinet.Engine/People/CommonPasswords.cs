using System.Collections.Frozen;
using System.Text;

namespace Kabinet.Engine.People;

/// <summary>
/// Passwords that are guessed first: the commonest words, alone or in pairs, with digits and signs around them or instead of letters, and
/// runs along the keyboard and the alphabet.
/// </summary>
internal static class CommonPasswords
{
    private const int LongestRest = 3, ShortestRun = 4, DigitsAlone = 16;
    private static readonly char[] Digits = [.. "0123456789!?.,-_*#"];
    private const string Disguises = "0o1i3e4a5s7t@a$s!i";

    /// <summary>Rows and columns of keyboards, alphabets and digits, each also backwards.</summary>
    private static readonly string[] Rows =
        [.. ((string[])["qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./", "12345678901234567890", "abcdefghijklmnopqrstuvwxyz",
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/", "qazwsxedcrfvtgbyhnujmikolp", "1q2w3e4r5t6y7u8i9o0p", "йцукенгшщзхъ",
            "фывапролджэ", "ячсмитьбю.", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "йфяцычувскамепинртгоьшлбщдюзж"])
            .SelectMany(row => (string[])[row, string.Concat(row.Reverse())])];

    private static readonly FrozenSet<string> Words = Read();

    /// <summary>Whether somebody who guesses tries this password early.</summary>
    public static bool Contains(string password)
    {
        var plain = password.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        return Repeats(plain) || plain.Length < DigitsAlone && plain.All(char.IsDigit) || IsRun(plain)
            || IsCommon(plain) || IsCommon(Undisguised(plain)) || IsCommon(Undisguised(plain.TrimEnd(Digits)));
    }

    private static FrozenSet<string> Read()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Split((char[])[' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>One or two common words; only digits and signs are besides.</summary>
    private static bool IsCommon(string password)
    {
        if (Words.Contains(password)) return true;
        var letters = string.Concat(password.Where(char.IsLetter));
        return Words.Contains(letters) || Enumerable.Range(1, Math.Max(0, letters.Length - 1))
            .Any(at => Words.Contains(letters[..at]) && Words.Contains(letters[at..]));
    }

    private static string Undisguised(string password) => string.Concat(password.Select(character =>
        Disguises.IndexOf(character, StringComparison.Ordinal) is >= 0 and var at && at % 2 == 0 ? Disguises[at + 1] : character));

    /// <summary>A few characters, or one piece over and over.</summary>
    private static bool Repeats(string password) =>
        password.Distinct().Count() < 4 || (password + password).IndexOf(password, 1, StringComparison.Ordinal) < password.Length;

    /// <summary>Nothing but runs along a row, and a few characters.</summary>
    private static bool IsRun(string password)
    {
        var rest = 0;
        for (var at = 0; at < password.Length;)
        {
            var run = LongestRun(password[at..]);
            if (run < ShortestRun) { rest++; at++; }
            else at += run;
        }
        return rest <= LongestRest;
    }

    private static int LongestRun(string text)
    {
        for (var length = Math.Min(text.Length, Rows.Max(row => row.Length)); length >= ShortestRun; length--)
            if (Rows.Any(row => row.Contains(text[..length], StringComparison.Ordinal))) return length;
        return 0;
    }
}
