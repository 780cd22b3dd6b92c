using Kabinet.Engine.Model;
using Kabinet.Engine.Notices;
using Kabinet.Engine.Notices.Channels;

namespace Kabinet.Engine.Background;

/// <summary>
/// Delivers one notice to one person through a channel. The text is made with the person's current rights; a person who may no longer see
/// the record gets nothing.
/// </summary>
internal sealed class NoticeDelivery(INoticeChannel channel, CurrentSolution current, People.People people, Bell bell) : IWork
{
    private static readonly WorkEnd Nothing = new WorkEnd.Done();

    public string Kind => channel.Name;

    public bool IsSlow => channel.IsSlow;

    public TimeSpan? PauseAfter(int attempts) => attempts < BackOff.MostAttempts ? BackOff.After(attempts) : null;

    public async ValueTask<WorkEnd> Do(WorkItem item, CancellationToken cancellation)
    {
        var solution = current.Value;
        if (await bell.Find(item.Subject, cancellation) is not var (user, stored)) return Nothing;
        if (await people.Know(solution, user, cancellation) is not var (actor, person)) return Nothing;
        var receiver = new NoticeReceiver(actor, person.Email);
        if (!channel.Reaches(receiver) || await bell.Tell(actor, stored, cancellation) is not { } told) return Nothing;
        return new WorkEnd.Done(await channel.Carry(new(receiver, told), cancellation));
    }
}
