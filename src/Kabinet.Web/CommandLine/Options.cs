using Kabinet.Engine;

namespace Kabinet.Web.CommandLine;

/// <summary>How this installation runs: by flag, <c>KABINET_*</c> variable or <c>appsettings.json</c>, the first that says it.</summary>
internal sealed record Options
{
    public required string Solution { get; init; }
    public required string Data { get; init; }
    public required string Database { get; init; }
    public required string Urls { get; init; }
    /// <summary>Asked for by name; null leaves it to the environment.</summary>
    public required bool? Demo { get; init; }
    public required string Environment { get; init; }
    /// <summary>Budget of one person or address; zero for none.</summary>
    public int RequestsPerMinute { get; init; } = 3000;

    public bool IsDevelopment => Environment == Environments.Development;

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
            Demo = said["demo"] is { } demo ? bool.Parse(demo) : null,
            Environment = said["environment"] ?? System.Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environments.Production,
            RequestsPerMinute = int.Parse(said["requests-per-minute"] ?? "3000", System.Globalization.CultureInfo.InvariantCulture),
        };
    }

    public WebApplicationBuilder CreateBuilder()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = Places.Content, EnvironmentName = Environment, ApplicationName = "kabinet" });
        builder.WebHost.UseUrls(Urls);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
        return builder;
    }

    /// <summary>A switch without a value means yes.</summary>
    private static string WithValue(string flag) => flag is "--demo" or "--dry-run" ? flag + "=true" : flag;
}
