using Kabinet.Engine.Files;

namespace Kabinet.Engine.Background.Jobs;

/// <summary>Completes uploads interrupted by a crash, and deletes uploaded bytes that no record refers to.</summary>
internal sealed class RecoverFiles(RecordFiles files) : IBackgroundJob
{
    public string Name => "recover_files";
    public TimeSpan Every => TimeSpan.FromHours(6);

    public ValueTask Run(CancellationToken cancellation) => files.Recover(cancellation);
}
