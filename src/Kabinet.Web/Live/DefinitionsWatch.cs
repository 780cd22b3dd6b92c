using Kabinet.Engine;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outbox;
using Kabinet.Engine.Storage;

namespace Kabinet.Web.Live;

/// <summary>
/// Has this node serve what another process has published: at once where nodes tell each other, else by asking the database twice a second.
/// </summary>
internal sealed partial class DefinitionsWatch(KabinetEngine engine, ILogger<DefinitionsWatch> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);
    private readonly SemaphoreSlim told = new(0);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        engine.Changes.Changed += Hear;
        engine.Changes.Published += Wake;
        try
        {
            while (true)
            {
                await told.WaitAsync(Period, stoppingToken);
                await CatchUp(stoppingToken);
            }
        }
        finally
        {
            engine.Changes.Changed -= Hear;
            engine.Changes.Published -= Wake;
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        told.Dispose();
    }

    private void Hear(Change change)
    {
        if (change.IsOfDefinitions) Wake();
    }

    private void Wake() => told.Release();

    /// <summary>Whatever is wrong, this node goes on with what it serves: an exception here would end the whole site.</summary>
    private async Task CatchUp(CancellationToken cancellation)
    {
        try
        {
            if (await engine.CatchUp(cancellation)) LogServed(log, engine.Solution.Value.Revision);
        }
        // Every request says so already; the next turn asks again.
        catch (DatabaseUnavailableException silent) { LogSilent(log, silent); }
        catch (SolutionException wrong) { LogWrong(log, wrong, engine.Solution.Value.Revision); }
        catch (Exception unexpected) when (!cancellation.IsCancellationRequested)
        {
            LogWrong(log, unexpected, engine.Solution.Value.Revision);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Revision {Revision} was published elsewhere and serves now")]
    private static partial void LogServed(ILogger log, int revision);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The database does not tell whether there are new definitions")]
    private static partial void LogSilent(ILogger log, Exception exception);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "New definitions were published elsewhere and cannot serve here; revision {Revision} serves on")]
    private static partial void LogWrong(ILogger log, Exception exception, int revision);
}
