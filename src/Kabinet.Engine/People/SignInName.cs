using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kabinet.Engine.People;

/// <summary>The name that somebody typed to sign in: a login or an e-mail.</summary>
internal static class SignInName
{
    /// <summary>The name without characters that nobody sees. They are no part of a name, and PostgreSQL refuses some of them.</summary>
    public static string Of(string typed)
    {
        var seen = string.Concat(typed.EnumerateRunes().Where(rune => !IsInvisible(rune)).Select(rune => rune.ToString()));
        return seen.Normalize(NormalizationForm.FormKC).Trim().ToLowerInvariant();
    }

    /// <summary>A key of the name for counters of failures of names that nobody has.</summary>
    public static string Key(string name) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    // Half of a surrogate pair is enumerated as U+FFFD, which no name contains.
    private static bool IsInvisible(Rune rune) =>
        rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format;
}
