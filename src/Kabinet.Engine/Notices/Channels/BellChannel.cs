using Kabinet.Engine.Commands;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Notices.Channels;

/// <summary>
/// The bell: the only channel that runs inside the command. It stores the notices, which the bell shows and all other channels deliver,
/// and notifies the receivers' open pages after the commit.
/// </summary>
internal static class BellChannel
{
    /// <summary>Key of the channel.</summary>
    public const string Name = "bell";

    /// <returns>Number of receivers.</returns>
    public static async ValueTask<int> Carry(CommandRun run, Notice notice, long record, long eventId)
    {
        if (notice.Receivers.All(each => each.Receiver is Receiver.Outside)) return 0;
        var statement = run.Plan(notice.Entity, $"notice {notice.Key}", () =>
            NoticeStatements.Send(run.Plans.Dialect, run.Solution, notice));
        var bindings = run.Bindings.With(record, eventId, run.Actor.UserId ?? 0L, run.Batch?.ToString("N"));
        var people = await run.Transaction.Query(statement.Bind(bindings), static row => row.GetInt64(0), run.Cancellation);
        foreach (var person in people) run.Tell(new(notice.Entity.Key, record, person));
        return people.Count;
    }
}
