using Kabinet.Engine.People;

namespace Kabinet.Engine.Background.Jobs;

/// <summary>Deletes letters older than a year: they hold names and addresses of people.</summary>
internal sealed class ForgetLetters(PeoplePruning pruning) : IBackgroundJob
{
    public string Name => "forget_letters";
    public TimeSpan Every => TimeSpan.FromDays(1);

    public ValueTask Run(CancellationToken cancellation) => pruning.ForgetLetters(cancellation);
}
