using Kabinet.Engine.Files;

namespace Kabinet.Engine.Background.Jobs;

/// <summary>Moves uploaded bytes into place that a crash left on the way, and discards those that no record knows.</summary>
internal sealed class RecoverFiles(RecordFiles files) : IBackgroundJob
{
    public string Name => "recover_files";
    public TimeSpan Every => TimeSpan.FromHours(6);

    public ValueTask Run(CancellationToken cancellation) => files.Recover(cancellation);
}
