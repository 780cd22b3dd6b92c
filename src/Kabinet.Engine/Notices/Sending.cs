using Kabinet.Engine.Commands;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outbox;

namespace Kabinet.Engine.Notices;

/// <summary>Sends the notices of an event inside its transaction. What a receiver may see of the record is judged when he reads.</summary>
internal static class Sending
{
    public static async ValueTask Notify(this CommandRun run, IReadOnlyList<Notice> notices, long record, long eventId)
    {
        var receivers = 0;
        foreach (var notice in notices)
        {
            var statement = run.Plan(notice.Entity, $"notice {notice.Key}", () => NoticeStatements.Send(run.Plans.Dialect, run.Solution, notice));
            var people = await run.Transaction.Query(statement.Bind(run.Bindings.With(record, eventId, run.Actor.UserId ?? 0L)), static row => row.GetInt64(0), run.Cancellation);
            foreach (var person in people) run.Tell(new(notice.Entity.Key, record, person));
            receivers += people.Count;
        }
        if (receivers > 0) await run.Transaction.Execute(OutboxStatements.Add(eventId, run.Bindings.Now), run.Cancellation);
    }
}
