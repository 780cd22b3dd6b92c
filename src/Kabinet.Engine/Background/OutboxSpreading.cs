using Kabinet.Engine.Outbox;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Background;

/// <summary>
/// Takes events from the outbox and creates, in the same transaction, one delivery per receiver and channel.
/// </summary>
internal sealed class OutboxSpreading(Database database, TimeProvider clock, IReadOnlyList<string> channels)
{
    private const int AtOnce = 64;
    /// <summary>Longer than a step for the most records that one command may name takes.</summary>
    private static readonly TimeSpan BatchTime = TimeSpan.FromSeconds(20);

    /// <returns>Whether there was anything to spread.</returns>
    public async ValueTask<bool> Run(CancellationToken cancellation)
    {
        for (var all = 0; ;)
        {
            var some = await Some(cancellation);
            all += some;
            if (some < AtOnce) return all > 0;
        }
    }

    private ValueTask<int> Some(CancellationToken cancellation) => database.Write(async transaction =>
    {
        var events = await transaction.Query(OutboxStatements.Take(database.Dialect, AtOnce), static row => row.GetInt64(0), cancellation);
        if (events.Count == 0) return 0;
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var channel in channels)
            await transaction.Execute(WorkStatements.Spread(channel, now, now + BatchTime, Filled(events)), cancellation);
        return events.Count;
    }, cancellation);

    /// <summary>Pads the list to the full size by repeating its last event, so that two prepared statements serve any number.</summary>
    private static List<long> Filled(List<long> events) =>
        events.Count == 1 ? events : [.. events, .. Enumerable.Repeat(events[^1], AtOnce - events.Count)];
}
