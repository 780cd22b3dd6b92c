using Kabinet.Engine.People;

namespace Kabinet.Engine.Background.Jobs;

/// <summary>Forgets failed sign-ins of more than a day ago.</summary>
internal sealed class ForgetAttempts(PeoplePruning pruning) : IBackgroundJob
{
    public string Name => "forget_attempts";
    public TimeSpan Every => TimeSpan.FromHours(1);

    public ValueTask Run(CancellationToken cancellation) => pruning.ForgetAttempts(cancellation);
}
