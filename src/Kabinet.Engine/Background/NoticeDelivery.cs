using Kabinet.Engine.Notices.Channels;

namespace Kabinet.Engine.Background;

/// <summary>
/// Delivers one notice to one person through a channel. The text is made with the person's current rights; a person who may no longer see
/// the record gets nothing.
/// </summary>
internal sealed class NoticeDelivery(INoticeChannel channel, NoticeReceivers receivers) : IWork
{
    private static readonly WorkEnd Nothing = new WorkEnd.Done();

    public string Kind => channel.Name;

    public bool IsSlow => channel.IsSlow;

    public TimeSpan? PauseAfter(int attempts) => attempts < BackOff.MostAttempts ? BackOff.After(attempts) : null;

    public async ValueTask<WorkEnd> Do(WorkItem item, CancellationToken cancellation) =>
        await receivers.Find(item.Subject, cancellation) is { } notice && channel.Reaches(notice.Receiver)
            ? new WorkEnd.Done(await channel.Carry(notice, cancellation)) : Nothing;
}
