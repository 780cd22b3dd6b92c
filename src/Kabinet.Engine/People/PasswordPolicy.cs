using System.Security.Cryptography;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.People;

/// <summary>Password rules: long enough, not like the login, the e-mail or the name, not a common password.</summary>
internal static class PasswordPolicy
{
    public const int Least = 10;
    public const int Most = 200;
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>The reason to refuse; null for an acceptable password.</summary>
    public static Message? Refuse(string password, Person person) =>
        password.Length < Least ? new("people.password_short", Least)
        : password.Length > Most ? new("people.password_long", Most)
        : CommonPasswords.Contains(password) ? new("people.password_common")
        : Resembles(password, person.Login) || Resembles(password, person.Email) || Resembles(password, person.Email?.Split('@')[0])
            || Resembles(password, string.Concat(person.Name.Where(char.IsLetter))) ? new("people.password_login")
        : null;

    /// <summary>A random one-time password that is easy to read aloud.</summary>
    public static string OneTime() => RandomNumberGenerator.GetString(Alphabet, 12);

    private static bool Resembles(string password, string? name) =>
        name is { Length: > 3 } && password.Length < name.Length + 6 && (password.Contains(name, StringComparison.OrdinalIgnoreCase)
            || password.Contains(string.Concat(name.Reverse()), StringComparison.OrdinalIgnoreCase));
}
