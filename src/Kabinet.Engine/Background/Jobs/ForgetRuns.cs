namespace Kabinet.Engine.Background.Jobs;

/// <summary>Deletes the log of runs older than a month.</summary>
internal sealed class ForgetRuns(JobRuns runs, TimeProvider clock) : IBackgroundJob
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public string Name => "forget_runs";
    public TimeSpan Every => TimeSpan.FromDays(1);

    public ValueTask Run(CancellationToken cancellation) => runs.Forget(clock.GetUtcNow().UtcDateTime - Kept, cancellation);
}
