namespace Kabinet.Engine.People;

/// <summary>What a one-time link of a letter is for.</summary>
/// <param name="User">Whose it is.</param>
/// <param name="Purpose">Its purpose.</param>
/// <param name="Email">The e-mail that it confirms; null for other purposes.</param>
/// <param name="Until">End of its validity, UTC.</param>
internal sealed record OneTimeLink(long User, string Purpose, string? Email, DateTime Until)
{
    public const string NewPassword = "password", NewEmail = "email";
    public static readonly TimeSpan PasswordLife = TimeSpan.FromHours(1), EmailLife = TimeSpan.FromDays(2);
}
