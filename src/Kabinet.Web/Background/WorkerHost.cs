using Kabinet.Engine;
using Kabinet.Engine.Background;

namespace Kabinet.Web.Background;

/// <summary>Runs the engine's background worker as long as the site serves, and keeps in the log what fails.</summary>
internal sealed partial class WorkerHost(KabinetEngine engine, ILogger<WorkerHost> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        engine.Worker.Failed += Tell;
        // The embedded database works on the thread of whoever asks, and the start of the site is not to wait for it.
        try { await Task.Run(() => engine.Worker.Run(stoppingToken), CancellationToken.None); }
        finally { engine.Worker.Failed -= Tell; }
    }

    private void Tell(BackgroundFailure failure)
    {
        if (failure.IsOutside) LogDelayed(log, failure.Work, failure.Error.Message, failure.Reference);
        else if (failure.Work.Length == 0) LogStopped(log, failure.Error, failure.Reference);
        else LogFailed(log, failure.Error, failure.Work, failure.Reference);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Background work {Work} failed ({Reference})")]
    private static partial void LogFailed(ILogger log, Exception exception, string work, string reference);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Background work {Work} is tried again: {Words} ({Reference})")]
    private static partial void LogDelayed(ILogger log, string work, string words, string reference);

    [LoggerMessage(Level = LogLevel.Error, Message = "The background worker cannot go on and tries again soon ({Reference})")]
    private static partial void LogStopped(ILogger log, Exception exception, string reference);
}
