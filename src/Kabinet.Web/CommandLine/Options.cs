using Kabinet.Engine;
using Kabinet.Engine.Mail.Smtp;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;
using Kabinet.Web.Request;

namespace Kabinet.Web.CommandLine;

/// <summary>How this installation runs: by flag, <c>KABINET_*</c> variable or <c>appsettings.json</c>, the first that says it.</summary>
internal sealed record Options
{
    public required string Solution { get; init; }
    public required string Data { get; init; }
    public required string Database { get; init; }
    public required string Urls { get; init; }
    /// <summary>Address people use, where it differs from the one listened at.</summary>
    public Uri? Address { get; init; }
    /// <summary>The mail server that letters leave through; null to keep them.</summary>
    public MailServer? Mail { get; init; }
    /// <summary>Asked for by name; null leaves it to the environment.</summary>
    public bool? Demo { get; init; }
    public required string Environment { get; init; }
    /// <summary>What one request may bring, and how much one person may ask of the site.</summary>
    public SiteLimits Site { get; init; } = new();
    /// <summary>What one person may ask of the database.</summary>
    public ReadLimits Reading { get; init; } = new();
    /// <summary>Files of one record at most.</summary>
    public int FilesPerRecord { get; init; } = 1_000;

    /// <summary>What changes in the folder of the solution is brought in as it is saved.</summary>
    public bool Follow { get; init; }

    public bool IsDevelopment => Environment == Environments.Development;

    /// <summary>Demo data come by themselves in development and only when told in production.</summary>
    public bool WantsDemo => Demo ?? IsDevelopment;

    private const string Prefix = "KABINET_";
    private static readonly string[] Known = [Environments.Development, Environments.Production];

    /// <exception cref="UsageException">An option is not understood.</exception>
    public static Options Read(string[] flags)
    {
        var said = new ConfigurationBuilder().AddJsonFile(Path.Combine(Places.Content, "appsettings.json"), optional: true)
            .AddInMemoryCollection(Variables())
            .AddCommandLine([.. flags.Select(WithValue)]).Build();
        var data = FullPath("--data", said["data"] ?? "data");
        var options = new Options
        {
            Solution = FullPath("--solution", said["solution"] ?? Path.Combine(Places.Root, "solutions", "replanning")),
            Data = data,
            Database = DatabaseOf(said["database"] ?? $"sqlite:{Path.Combine(data, "kabinet.db")}"),
            Urls = UrlsOf(said["urls"] ?? "http://localhost:5080"),
            Address = said["address"] is { } address ? AddressOf(address) : null,
            Mail = MailOptions.Of(said["smtp"], said["smtp-file"], said["mail-from"]),
            Demo = YesNo("demo", said["demo"]),
            Follow = YesNo("follow", said["follow"]) ?? false,
            Environment = EnvironmentOf(said["environment"]) ?? System.Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
                ?? Environments.Production,
        };
        return LimitOptions.All.Aggregate(options, (taken, limit) => limit.Take(taken, said[limit.Name]));
    }

    /// <summary>Which installation is meant, in one line without a password.</summary>
    public string Told => $"installation: data {Data}, database {Databases.Told(Database)}"
        + (Databases.EmbeddedFile(Database) is { } file && !File.Exists(file) ? " (not there yet)" : "");

    public EngineOptions ToEngine() => new()
    {
        SolutionFolder = Solution,
        Database = Database,
        DataFolder = Data,
        Address = Address ?? (Uri.TryCreate(Urls.Split(';')[0], UriKind.Absolute, out var listened) ? listened : null),
        Mail = Mail,
        Kinds = ProductKinds.All,
        Reading = Reading,
        FilesPerRecord = FilesPerRecord,
        Secrets = new(new IdentityHashing(), keys => KeyProtection.Of(keys, Data)),
    };

    public WebApplicationBuilder CreateBuilder()
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ContentRootPath = Places.Content, EnvironmentName = Environment, ApplicationName = "kabinet" });
        builder.WebHost.UseUrls(Urls);
        // Outside development too: a build that was not published keeps compressed copies beside its objects. A published one has no
        // manifest of them, and nothing happens.
        builder.WebHost.UseStaticWebAssets();
        // Else an unpublished build sends stylesheets and scripts as they lie on the disk, seven times their compressed size.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
        return builder;
    }

    /// <summary>Variables by the names of their options: shells know no dashes in names.</summary>
    private static IEnumerable<KeyValuePair<string, string?>> Variables() =>
        new ConfigurationBuilder().AddEnvironmentVariables(Prefix).Build().AsEnumerable()
            .Select(variable => KeyValuePair.Create(variable.Key.Replace('_', '-'), variable.Value));

    /// <summary>A switch without a value means yes.</summary>
    private static string WithValue(string flag) => KnownOptions.IsSwitch(flag.TrimStart('-')) ? flag + "=true" : flag;

    /// <exception cref="UsageException">It is neither.</exception>
    public static bool? YesNo(string name, string? said) => said is null ? null
        : bool.TryParse(said, out var value) ? value : throw new UsageException($"--{name} is true or false, not '{said}'");

    /// <exception cref="UsageException">It is no path.</exception>
    public static string FullPath(string what, string said) =>
        said.Length == 0 || said.Contains('\0', StringComparison.Ordinal) ? throw new UsageException($"{what} is a folder, not '{said}'")
        : File.Exists(said) ? throw new UsageException($"{what} is a folder, and {said} is a file")
        : Path.GetFullPath(said);

    // A connection string that is not understood may hold a password, so it is not repeated.
    private static string DatabaseOf(string said) =>
        Databases.EmbeddedFile(said) is { } file && Directory.Exists(file)
            ? throw new UsageException($"--database names a file, and {file} is a folder")
        : Databases.Understands(said) ? said
        : throw new UsageException("--database is sqlite:FILE or a connection string of PostgreSQL (Host=…;Database=…)"
            + (said.Contains('=', StringComparison.Ordinal) ? ", and this one is neither" : $", not '{said}'"));

    private static Uri AddressOf(string said) =>
        Uri.TryCreate(said, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri
            : throw new UsageException($"--address is an address such as https://cabinet.example.org, not '{said}'");

    private static string? EnvironmentOf(string? said) => said is null ? null
        : Known.FirstOrDefault(name => name.Equals(said, StringComparison.OrdinalIgnoreCase))
            ?? throw new UsageException($"--environment is {string.Join(" or ", Known)}, not '{said}'");

    private static string UrlsOf(string said)
    {
        foreach (var url in said.Split(';'))
            if (!IsListened(url)) throw new UsageException($"--urls are addresses such as http://localhost:5080, not '{url}'");
        return said;
    }

    private static bool IsListened(string url)
    {
        try { return BindingAddress.Parse(url) is { Scheme: "http" or "https", Port: >= 0 and <= ushort.MaxValue }; }
        catch (FormatException) { return false; }
    }
}
