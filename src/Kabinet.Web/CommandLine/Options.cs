using System.Globalization;
using Kabinet.Engine;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;
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
    /// <summary>Budget of one person or address; zero for none.</summary>
    public int RequestsPerMinute { get; init; } = 3000;

    public bool IsDevelopment => Environment == Environments.Development;

    /// <summary>Demo data come by themselves in development and only when told in production.</summary>
    public bool WantsDemo => Demo ?? IsDevelopment;

    /// <exception cref="UsageException">An option is not understood.</exception>
    public static Options Read(string[] flags)
    {
        var said = new ConfigurationBuilder().AddJsonFile(Path.Combine(Places.Content, "appsettings.json"), optional: true).AddEnvironmentVariables("KABINET_")
            .AddCommandLine([.. flags.Select(WithValue)]).Build();
        var data = Path.GetFullPath(said["data"] ?? "data");
        return new()
        {
            Solution = Path.GetFullPath(said["solution"] ?? Path.Combine(Places.Root, "solutions", "replanning")),
            Data = data,
            Database = said["database"] ?? $"sqlite:{Path.Combine(data, "kabinet.db")}",
            Urls = said["urls"] ?? "http://localhost:5080",
            Address = said["address"] is { } address ? Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri : throw new UsageException($"--address is not an address: {address}") : null,
            Demo = said["demo"] is { } demo ? bool.TryParse(demo, out var wanted) ? wanted : throw new UsageException($"--demo is true or false, not '{demo}'") : null,
            Environment = said["environment"] ?? System.Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environments.Production,
            RequestsPerMinute = said["requests-per-minute"] is { } budget ? int.TryParse(budget, NumberStyles.None, CultureInfo.InvariantCulture, out var perMinute) ? perMinute : throw new UsageException($"--requests-per-minute is a number, not '{budget}'") : 3000,
        };
    }

    public EngineOptions ToEngine() => new()
    {
        SolutionFolder = Solution,
        Database = Database,
        DataFolder = Data,
        Address = Address ?? (Uri.TryCreate(Urls.Split(';')[0], UriKind.Absolute, out var listened) ? listened : null),
        Secrets = new(new IdentityHashing(), keys => KeyProtection.Of(keys, Data)),
    };

    public WebApplicationBuilder CreateBuilder()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = Places.Content, EnvironmentName = Environment, ApplicationName = "kabinet" });
        builder.WebHost.UseUrls(Urls);
        // Outside development too: a build that was not published keeps compressed copies beside its objects. A published one has no manifest of them, and nothing happens.
        builder.WebHost.UseStaticWebAssets();
        // Else an unpublished build sends stylesheets and scripts as they lie on the disk, seven times their compressed size.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
        return builder;
    }

    /// <summary>A switch without a value means yes.</summary>
    private static string WithValue(string flag) => flag is "--demo" or "--dry-run" ? flag + "=true" : flag;
}

/// <summary>The command line asks for what there is not.</summary>
internal sealed class UsageException(string message) : Exception(message);
