using Kabinet.Engine.Background;
using Kabinet.Engine.Mail;
using Kabinet.Engine.Notices.Channels;
using Kabinet.Engine.Outbox;
using Kabinet.Engine.People;
using Kabinet.Engine.Storage;

namespace Kabinet.Tests.Background;

/// <summary>
/// Another node on the same database, with its own worker and no jobs; it can be killed between two steps by not taking the next.
/// </summary>
internal sealed class OtherNode
{
    private readonly OutboxSpreading spreading;

    public OtherNode(EngineWorld world, INoticeChannel? channel = null, params IReadOnlyList<IBackgroundJob> jobs)
    {
        WorkAdding added = new(world.Clock);
        channel ??= new MailChannel(new MailBox(world.Clock, added, sends: false), new LetterWriting(null));
        Mail = new(channel, new(world.Engine.Solution, world.Engine.People, world.Engine.Bell));
        Worker = new(new(world.Database, world.Clock, world.Engine.Changes, added), [Mail], jobs);
        Queue = new(world.Database, world.Clock, [channel.Name]);
        spreading = new(world.Database, world.Clock, [channel.Name]);
    }

    public NoticeDelivery Mail { get; }
    public BackgroundWorker Worker { get; }
    public WorkQueue Queue { get; }

    public async ValueTask Spread() => await spreading.Run(default);
}

/// <summary>A channel that does what a test says and keeps whom it has reached.</summary>
internal sealed class RecordingChannel(string name, Action<CarriedNotice>? carry = null) : INoticeChannel
{
    public string Name => name;
    public List<string> Reached { get; } = [];

    public bool Reaches(NoticeReceiver receiver) => true;

    public ValueTask<Func<Transaction, ValueTask>?> Carry(CarriedNotice notice, CancellationToken cancellation)
    {
        carry?.Invoke(notice);
        cancellation.ThrowIfCancellationRequested();
        Reached.Add(notice.Receiver.Actor.Name);
        return new((Func<Transaction, ValueTask>?)null);
    }
}

/// <summary>A job that does what a test says and counts its runs.</summary>
internal sealed class CountingJob(Action? run = null) : IBackgroundJob
{
    public string Name => "count";
    public TimeSpan Every => TimeSpan.FromHours(1);
    public int Runs { get; private set; }

    public ValueTask Run(CancellationToken cancellation)
    {
        Runs++;
        run?.Invoke();
        return ValueTask.CompletedTask;
    }
}
