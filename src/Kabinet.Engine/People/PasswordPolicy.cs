using System.Security.Cryptography;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.People;

/// <summary>Password rules: long enough, not the login, not a common password.</summary>
internal static class PasswordPolicy
{
    public const int Least = 10;
    public const int Most = 200;
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static readonly HashSet<string> Common = new(StringComparer.OrdinalIgnoreCase)
    {
        "1234567890", "0123456789", "12345678910", "123456789a", "1q2w3e4r5t", "1q2w3e4r5t6y", "password123", "password12", "password1234",
            "qwertyuiop", "qwerty12345", "qwerty1234",
        "asdfghjkl;", "zxcvbnm123", "administrator", "iloveyou123", "letmein123", "welcome123", "changeme123", "йцукенгшщз", "пароль12345",
            "пароль1234", "qazwsxedcrfv", "1qaz2wsx3edc", "passw0rd123",
    };

    /// <summary>The reason to refuse; null for an acceptable password.</summary>
    public static Message? Refuse(string password, Person person) =>
        password.Length < Least ? new("people.password_short", Least)
        : password.Length > Most ? new("people.password_long", Most)
        : Repeats(password) || Common.Contains(password) ? new("people.password_common")
        : Resembles(password, person.Login) || Resembles(password, person.Email) ? new("people.password_login")
        : null;

    /// <summary>A random one-time password that is easy to read aloud.</summary>
    public static string OneTime() => RandomNumberGenerator.GetString(Alphabet, 12);

    private static bool Repeats(string password) => password.Distinct().Count() < 4;

    private static bool Resembles(string password, string? name) =>
        name is { Length: > 3 } && password.Contains(name, StringComparison.OrdinalIgnoreCase) && password.Length < name.Length + 6;
}
