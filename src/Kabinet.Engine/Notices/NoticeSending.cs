using Kabinet.Engine.Commands;
using Kabinet.Engine.Model;
using Kabinet.Engine.Notices.Channels;
using Kabinet.Engine.Outbox;

namespace Kabinet.Engine.Notices;

/// <summary>Sends the notices of an event in the command's transaction. A receiver's rights are checked when a notice is read.</summary>
internal sealed class NoticeSending : INotification
{
    public async ValueTask Send(CommandRun run, IReadOnlyList<Notice> notices, long record, long eventId)
    {
        var sent = new List<Notice>();
        foreach (var notice in notices)
            if (await BellChannel.Carry(run, notice, record, eventId) > 0) sent.Add(notice);
        if (sent.Count == 0) return;
        await NoticeFixing.Keep(run, sent, record, eventId);
        await run.Transaction.Execute(OutboxStatements.Add(eventId, run.Bindings.Now), run.Cancellation);
    }
}
