using Kabinet.Web.Scenarios;

namespace Kabinet.Web.Tests.Support;

/// <summary>The real time and what a test adds to it.</summary>
public sealed class TestClock : TimeProvider, IMovableClock
{
    private long added;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref added));

    public void Advance(TimeSpan time) => Interlocked.Add(ref added, time.Ticks);
}
