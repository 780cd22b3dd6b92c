using System.Security.Cryptography;
using System.Text;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.People;

/// <summary>The name that somebody typed to sign in: a login or an e-mail.</summary>
internal static class SignInName
{
    /// <summary>
    /// The name without characters that nobody sees or that stand for none. They are no part of a name, and PostgreSQL refuses some of
    /// them.
    /// </summary>
    public static string Of(string typed) => VisibleText.Of(string.Concat(typed.EnumerateRunes()
        .Where(rune => rune != Rune.ReplacementChar && !Rune.IsControl(rune)).Select(rune => rune.ToString()))).ToLowerInvariant();

    /// <summary>A key of the name for counters of failures of names that nobody has. Spellings that look equal have one key.</summary>
    public static string Key(string name) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Folding.Fold(name))));
}
