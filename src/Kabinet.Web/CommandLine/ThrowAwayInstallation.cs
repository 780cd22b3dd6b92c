using System.Net;
using Kabinet.Engine;
using Kabinet.Web.Scenarios;
using Microsoft.Extensions.Logging.Console;

namespace Kabinet.Web.CommandLine;

/// <summary>
/// A whole installation with demo data over an embedded database in a temporary folder, served at a free port of this machine. It is
/// removed when disposed.
/// </summary>
internal sealed class ThrowAwayInstallation : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly DirectoryInfo folder;

    private ThrowAwayInstallation(WebApplication app, KabinetEngine engine, MovableClock clock, DirectoryInfo folder) =>
        (this.app, Engine, Clock, this.folder) = (app, engine, clock, folder);

    public string Folder => folder.FullName;

    public KabinetEngine Engine { get; }

    /// <summary>Its clock.</summary>
    public MovableClock Clock { get; }

    public Uri Address => new(app.Urls.First());

    /// <summary>Cancelled when a person stops the program.</summary>
    public CancellationToken Stopping => app.Lifetime.ApplicationStopping;

    /// <summary>Seeds an installation from a folder of definitions, loads its demo data and serves it.</summary>
    /// <exception cref="Engine.Model.SolutionException">The definitions or the demo data have problems.</exception>
    public static async Task<ThrowAwayInstallation> Start(string solution)
    {
        var data = Directory.CreateTempSubdirectory("kabinet-");
        try
        {
            var options = OptionsOf(solution, data.FullName);
            var clock = new MovableClock();
            var engine = await ServeVerb.OpenWithDemo(options, TextWriter.Null, clock);
            try { return new(await Serve(options, engine), engine, clock, data); }
            catch
            {
                await engine.DisposeAsync();
                throw;
            }
        }
        catch
        {
            data.Delete(recursive: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await Engine.DisposeAsync();
        folder.Delete(recursive: true);
    }

    // Every option that matters is said here: a variable meant for another installation must not lead to its database.
    private static Options OptionsOf(string solution, string data) => Options.Read([
        "--solution", solution, "--data", data, "--database", $"sqlite:{Path.Combine(data, "kabinet.db")}", "--demo=true", "--follow=false",
        "--urls", $"http://{IPAddress.Loopback}:0", "--environment", Environments.Production,
        "--requests-per-minute", "0", "--sign-ins-per-minute", "0", "--guest-forms-per-hour", "0"]);

    private static async Task<WebApplication> Serve(Options options, KabinetEngine engine)
    {
        var site = Program.Build(options, engine, services => services
            .AddLogging(logging => logging.AddFilter(null, LogLevel.Error).AddFilter("Microsoft.AspNetCore", LogLevel.Error))
            .Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        await site.StartAsync();
        return site;
    }
}
