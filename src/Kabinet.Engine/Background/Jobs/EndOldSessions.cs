using Kabinet.Engine.People;

namespace Kabinet.Engine.Background.Jobs;

/// <summary>Ends sessions unused for a month, and sign-ins whose second factor was not given.</summary>
internal sealed class EndOldSessions(PeoplePruning pruning) : IBackgroundJob
{
    public string Name => "end_sessions";
    public TimeSpan Every => TimeSpan.FromHours(1);

    public ValueTask Run(CancellationToken cancellation) => pruning.EndOldSessions(cancellation);
}
