using Kabinet.Engine.People;

namespace Kabinet.Engine.Background.Jobs;

/// <summary>Deletes failed sign-ins older than a day, and challenges of passkeys and links of letters that are over.</summary>
internal sealed class ForgetAttempts(PeoplePruning pruning) : IBackgroundJob
{
    public string Name => "forget_attempts";
    public TimeSpan Every => TimeSpan.FromHours(1);

    public ValueTask Run(CancellationToken cancellation) => pruning.ForgetAttempts(cancellation);
}
