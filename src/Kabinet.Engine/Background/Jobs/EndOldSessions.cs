using Kabinet.Engine.People;

namespace Kabinet.Engine.Background.Jobs;

/// <summary>Ends sessions that nobody has used for a month, and sign-ins whose second step never came.</summary>
internal sealed class EndOldSessions(PeoplePruning pruning) : IBackgroundJob
{
    public string Name => "end_sessions";
    public TimeSpan Every => TimeSpan.FromHours(1);

    public ValueTask Run(CancellationToken cancellation) => pruning.EndOldSessions(cancellation);
}
