using Kabinet.Engine;
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

    /// <exception cref="UsageException">An option is not understood.</exception>
    public static Options Read(string[] flags)
    {
        var said = new ConfigurationBuilder().AddJsonFile(Path.Combine(Places.Content, "appsettings.json"), optional: true)
            .AddEnvironmentVariables("KABINET_")
            .AddCommandLine([.. flags.Select(WithValue)]).Build();
        var data = Path.GetFullPath(said["data"] ?? "data");
        var options = new Options
        {
            Solution = Path.GetFullPath(said["solution"] ?? Path.Combine(Places.Root, "solutions", "replanning")),
            Data = data,
            Database = DatabaseOf(said["database"] ?? $"sqlite:{Path.Combine(data, "kabinet.db")}"),
            Urls = UrlsOf(said["urls"] ?? "http://localhost:5080"),
            Address = said["address"] is { } address ? Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri
                : throw new UsageException($"--address is not an address: {address}") : null,
            Demo = YesNo("demo", said["demo"]),
            Follow = YesNo("follow", said["follow"]) ?? false,
            Environment = said["environment"] ?? System.Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
                ?? Environments.Production,
        };
        return LimitOptions.All.Aggregate(options, (taken, limit) => limit.Take(taken, said[limit.Name]));
    }

    public EngineOptions ToEngine() => new()
    {
        SolutionFolder = Solution,
        Database = Database,
        DataFolder = Data,
        Address = Address ?? (Uri.TryCreate(Urls.Split(';')[0], UriKind.Absolute, out var listened) ? listened : null),
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

    /// <summary>A switch without a value means yes.</summary>
    private static string WithValue(string flag) => KnownOptions.IsSwitch(flag.TrimStart('-')) ? flag + "=true" : flag;

    private static bool? YesNo(string name, string? said) => said is null ? null
        : bool.TryParse(said, out var value) ? value : throw new UsageException($"--{name} is true or false, not '{said}'");

    private static string DatabaseOf(string said) => Databases.Understands(said) ? said
        : throw new UsageException($"--database is sqlite:FILE or a connection string of PostgreSQL (Host=…;Database=…), not '{said}'");

    private static string UrlsOf(string said)
    {
        foreach (var url in said.Split(';', StringSplitOptions.RemoveEmptyEntries))
            try { BindingAddress.Parse(url); }
            catch (FormatException) { throw new UsageException($"--urls are addresses such as http://localhost:5080, not '{url}'"); }
        return said;
    }
}

/// <summary>The command line asks for what there is not.</summary>
internal sealed class UsageException(string message) : Exception(message);
