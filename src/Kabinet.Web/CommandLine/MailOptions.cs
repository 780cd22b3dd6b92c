using Kabinet.Engine.Mail.Smtp;

namespace Kabinet.Web.CommandLine;

/// <summary>Reads the options of the mail server. None of its errors repeats the address, which may hold a password.</summary>
internal static class MailOptions
{
    private const string Form = "smtp://user:password@host:port or smtps://user:password@host:port";

    /// <returns>The server; null where none is given.</returns>
    /// <exception cref="UsageException">An option is not understood.</exception>
    public static MailServer? Of(string? address, string? file, string? from)
    {
        if (address is not null && file is not null)
            throw new UsageException("--smtp and --smtp-file are two names of one thing: give one");
        if ((address ?? Content(file)) is not { } said)
            return from is null ? null : throw new UsageException("--mail-from needs --smtp: without a mail server no letter leaves");
        if (!MailServer.TryParse(said, out var server))
            throw new UsageException($"--smtp{(file is null ? "" : "-file")} is {Form}; @ and / of the password are written %40 and %2F");
        if (from is null) throw new UsageException("--smtp needs --mail-from: whom letters come from");
        return MailServer.IsSender(from) ? server with { From = from }
            : throw new UsageException($"--mail-from is an address such as robot@example.org or Name <robot@example.org>, not '{from}'");
    }

    private static string? Content(string? file)
    {
        if (file is null) return null;
        try { return File.ReadAllText(file).Trim(); }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"--smtp-file cannot be read: {error.Message}");
        }
    }
}
