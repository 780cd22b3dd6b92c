using Kabinet.Engine;
using Kabinet.Engine.Model;
using Kabinet.Engine.Publishing;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Web.Live;

/// <summary>Brings in what changes in the folder of the solution as it is saved; only where <c>--follow</c> asks for it.</summary>
internal sealed partial class FolderFollowing(KabinetEngine engine, string folder, ILogger<FolderFollowing> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var seen = StateOf(folder);
        using var turn = new PeriodicTimer(Period);
        while (await turn.WaitForNextTickAsync(stoppingToken))
        {
            if (StateOf(folder) is var state && state == seen) continue;
            // A file that is just being written is taken when it has stood still for a turn.
            await turn.WaitForNextTickAsync(stoppingToken);
            seen = StateOf(folder);
            await BringIn(stoppingToken);
        }
    }

    private async Task BringIn(CancellationToken cancellation)
    {
        try
        {
            var before = engine.Solution.Value.Revision;
            var number = await engine.Apply(folder, new("follow"), cancellation);
            if (number != before) LogServed(log, number);
        }
        catch (Exception refused)
            when (refused is SolutionException or PublicationException or SchemaException or DatabaseUnavailableException or IOException)
        {
            LogRefused(log, refused.Message, engine.Solution.Value.Revision);
        }
    }

    /// <summary>Changes whenever a file is saved, comes or goes.</summary>
    private static string StateOf(string folder) => !Directory.Exists(folder) ? "" : string.Join('\n', new DirectoryInfo(folder)
        .EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(file => file.FullName, StringComparer.Ordinal)
        .Select(file => $"{file.FullName} {file.LastWriteTimeUtc.Ticks} {file.Length}"));

    [LoggerMessage(Level = LogLevel.Information, Message = "The folder was brought in: revision {Revision} serves now")]
    private static partial void LogServed(ILogger log, int revision);

    [LoggerMessage(Level = LogLevel.Error, Message = "The folder is not brought in, revision {Revision} serves on:\n{Reason}")]
    private static partial void LogRefused(ILogger log, string reason, int revision);
}
