using System.Threading.Channels;
using Kabinet.Engine.Outbox;

namespace Kabinet.Web.Live;

/// <summary>
/// One open page: what it wants to know of and what it has been told of and not yet read. When it reads too slowly the oldest falls out,
/// and it is told to look at everything.
/// </summary>
internal sealed class LiveTab(long? user, IReadOnlySet<string> topics)
{
    public long? User => user;

    /// <summary>Let go for a newer stream of the same person; its browser need not come back at once.</summary>
    public bool IsDismissed { get; private set; }

    private const int MostWaiting = 256;
    private int lost;

    private readonly Channel<Change> waiting = Channel.CreateBounded<Change>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public ChannelReader<Change> Waiting => waiting.Reader;

    /// <summary>A change that did not fit; asking forgets it.</summary>
    public bool TakeLost() => Interlocked.Exchange(ref lost, 0) == 1;

    /// <summary>Runs on whoever commits: it only puts the name into the queue.</summary>
    public void Tell(Change change)
    {
        if (!Wants(change)) return;
        if (waiting.Reader.Count >= MostWaiting) Interlocked.Exchange(ref lost, 1);
        else waiting.Writer.TryWrite(change);
    }

    public void Dismiss()
    {
        IsDismissed = true;
        Close();
    }

    public void Close() => waiting.Writer.TryComplete();

    private bool Wants(Change change) =>
        change.IsOfDefinitions || (change.Receiver is { } receiver ? receiver == user
        : topics.Contains(change.Entity)
            || topics.Contains(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{change.Entity}:{change.Id}")));
}
