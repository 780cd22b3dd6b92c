using System.Diagnostics.CodeAnalysis;
using MimeKit;

namespace Kabinet.Engine.Mail.Smtp;

/// <summary>The mail server that letters leave through, and whom they come from.</summary>
/// <param name="Host">Name of the server.</param>
/// <param name="Port">Its port.</param>
/// <param name="IsEncrypted">Whether the connection is encrypted from its start; otherwise the server is asked to encrypt it.</param>
public sealed record MailServer(string Host, int Port, bool IsEncrypted)
{
    private const int EncryptedPort = 465, SubmissionPort = 587;

    /// <summary>Name to sign in with; null to send without.</summary>
    public string? User { get; init; }
    /// <summary>Password to sign in with.</summary>
    public string? Password { get; init; }
    /// <summary>Address of the sender, <c>robot@example.org</c> or <c>Name &lt;robot@example.org&gt;</c>.</summary>
    public string From { get; init; } = "";

    /// <summary>The server without its password.</summary>
    public string Told => $"{Host}:{Port}";

    /// <summary>The same: what is printed or logged holds no password.</summary>
    public override string ToString() => Told;

    /// <summary>
    /// Whether an unencrypted connection will do: no password goes over it, or it never leaves this machine.
    /// </summary>
    internal bool MayBePlain => User is null || Host is "localhost" or "127.0.0.1" or "::1" or "[::1]";

    /// <summary>Reads <c>smtp(s)://user:password@host:port</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out MailServer? server)
    {
        server = null;
        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri) || uri.Scheme is not ("smtp" or "smtps")) return false;
        if (uri.Host.Length == 0 || uri.AbsolutePath is not ("" or "/") || uri.Query.Length > 0 || uri.Fragment.Length > 0) return false;
        var (encrypted, colon) = (uri.Scheme == "smtps", uri.UserInfo.IndexOf(':', StringComparison.Ordinal));
        if (uri.UserInfo.Length > 0 && colon <= 0) return false;
        server = new(uri.Host, uri.Port > 0 && !uri.IsDefaultPort ? uri.Port : encrypted ? EncryptedPort : SubmissionPort, encrypted)
        {
            User = colon < 0 ? null : Uri.UnescapeDataString(uri.UserInfo[..colon]),
            Password = colon < 0 ? null : Uri.UnescapeDataString(uri.UserInfo[(colon + 1)..]),
        };
        return true;
    }

    /// <summary>Whether a text is an address that letters can come from.</summary>
    public static bool IsSender(string text) =>
        MailboxAddress.TryParse(text, out var address) && address.Address.Contains('@', StringComparison.Ordinal);
}
