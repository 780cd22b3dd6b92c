using System.Threading.Channels;

namespace Kabinet.Tests;

/// <summary>A clock that stands until it is put, forward or back; its timers ring when a test says that so much time has passed.</summary>
internal sealed class ManualClock : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private readonly List<ManualTimer> timers = [];
    private readonly Channel<bool> asked = Channel.CreateUnbounded<bool>();
    private DateTimeOffset now = Start;

    public override DateTimeOffset GetUtcNow() => now;

    /// <summary>Puts the clock to another time, as an administrator does; no time passes.</summary>
    public void Put(DateTimeOffset time) => now = time;

    /// <summary>Lets time pass: timers that are over ring.</summary>
    public void Pass(TimeSpan time)
    {
        now += time;
        ManualTimer[] over;
        lock (timers) over = [.. timers.Where(timer => timer.Counts(time))];
        foreach (var timer in over) timer.Ring();
    }

    /// <summary>Ends when somebody has begun to wait for this clock.</summary>
    public ValueTask<bool> Awaited() => asked.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(() => callback(state), dueTime, this);
        lock (timers) timers.Add(timer);
        asked.Writer.TryWrite(true);
        return timer;
    }

    private sealed class ManualTimer(Action ring, TimeSpan left, ManualClock clock) : ITimer
    {
        private TimeSpan left = left;

        public bool Counts(TimeSpan passed) => (left -= passed) <= TimeSpan.Zero;

        public void Ring()
        {
            Dispose();
            ring();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            left = dueTime;
            return true;
        }

        public void Dispose()
        {
            lock (clock.timers) clock.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
