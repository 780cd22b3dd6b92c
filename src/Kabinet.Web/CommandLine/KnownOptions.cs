namespace Kabinet.Web.CommandLine;

/// <summary>One option of the command line.</summary>
/// <param name="Name">Name without dashes.</param>
/// <param name="Value">What its value is called; null for a switch.</param>
/// <param name="Meaning">What it does.</param>
internal sealed record KnownOption(string Name, string? Value, string Meaning)
{
    public override string ToString() => Value is null ? $"--{Name}" : $"--{Name} {Value}";
}

/// <summary>
/// Every option there is. Those of the installation are also variables (<c>KABINET_DATABASE</c>) and keys of <c>appsettings.json</c>.
/// </summary>
internal static class KnownOptions
{
    /// <summary>Where a verb reads definitions, this is the same as the word DIR.</summary>
    public static readonly KnownOption Solution =
        new("solution", "DIR", "folder of the definitions that seed an empty installation (solutions/replanning)");
    public static readonly KnownOption Folder = Solution with { Meaning = "folder of the definitions, instead of the word DIR" };
    public static readonly KnownOption Data = new("data", "DIR", "files of records, keys, the embedded database (data)");

    /// <summary>How an installation runs: understood by every verb that opens one.</summary>
    public static readonly IReadOnlyList<KnownOption> Installation =
    [
        Solution,
        Data,
        new("database", "…", "sqlite:FILE, or a connection string of PostgreSQL (sqlite:DATA/kabinet.db)"),
        new("urls", "…", "addresses to listen at (http://localhost:5080)"),
        new("address", "URL", "address people use, for letters (the first of --urls) and passkeys (the host that is asked)"),
        new("smtp", "URL", "mail server that letters leave through, smtp(s)://user:password@host:port (letters stay in the mail log)"),
        new("smtp-file", "FILE", "file with the address of the mail server, to keep its password out of sight"),
        new("mail-from", "ADDRESS", "whom letters come from, robot@example.org or Name <robot@example.org>"),
        new("demo", null, "load demo data into an empty installation, and serve one that holds demo accounts (in development)"),
        new("follow", null, "bring in what changes in the folder of --solution as it is saved, for development (off)"),
        new("environment", "NAME", "Development or Production (Production)"),
        .. LimitOptions.All.Select(limit => limit.Known),
    ];

    /// <summary>Those of them that matter only while it is served.</summary>
    public static readonly IReadOnlyList<KnownOption> Serving = [.. Installation.Where(option => option.Name is not ("solution" or "data"
        or "database"))];

    public static readonly KnownOption DryRun = new("dry-run", null, "tell what it would do and what stands against it, and write nothing");
    public static readonly KnownOption Author = new("author", "NAME", "who publishes, for the list of revisions (console)");
    public static readonly KnownOption Reason = new("reason", "TEXT", "what for, for the list of revisions");
    public static readonly KnownOption Revision = new("revision", "N", "number of the revision (the last)");
    public static readonly KnownOption Overwrite = new("overwrite", null, "lose what is there (refuse)");

    public static bool IsSwitch(string name) =>
        Installation.Concat([DryRun, Overwrite]).Any(option => option.Name == name && option.Value is null);
}
