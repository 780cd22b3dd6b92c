using Kabinet.Engine.Commands;
using Kabinet.Engine.Model;
using Kabinet.Engine.Notices.Channels;
using Kabinet.Engine.Outbox;

namespace Kabinet.Engine.Notices;

/// <summary>Sends the notices of an event in the command's transaction. A receiver's rights are checked when a notice is read.</summary>
internal sealed class NoticeSending(OutsideLetters outside) : INotification
{
    public async ValueTask Send(CommandRun run, IReadOnlyList<Notice> notices, long record, long eventId)
    {
        var isSent = false;
        foreach (var notice in notices) isSent |= await Send(run, notice, record, eventId);
        if (isSent) await run.Transaction.Execute(OutboxStatements.Add(eventId, run.Bindings.Now), run.Cancellation);
    }

    /// <returns>Whether there is anything to deliver outside the cabinet.</returns>
    private async ValueTask<bool> Send(CommandRun run, Notice notice, long record, long eventId)
    {
        var people = await BellChannel.Carry(run, notice, record, eventId);
        if (people == 0 && !OutsideLetters.Has(notice)) return false;
        var (values, addresses) = await FixedPaths.Of(run, notice).Read(run, record);
        if (addresses.Count > 0) await outside.Carry(run, new(notice, values, addresses, eventId));
        if (people == 0) return false;
        NoticeWords words = new(notice.Definition.Title, NoticeText.Messages(notice), notice.Definition.Many, values);
        await run.Transaction.Defer(NoticeStatements.KeepWords(eventId, notice, words), Written, run.Cancellation);
        return true;
    }

    private static void Written(int rows)
    {
        if (rows != 1) throw new InvalidOperationException($"{rows} rows keep what a notice says");
    }
}
