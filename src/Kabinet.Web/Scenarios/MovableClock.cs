namespace Kabinet.Web.Scenarios;

/// <summary>A clock that scenarios set forward.</summary>
internal interface IMovableClock
{
    /// <summary>Lets time pass at once.</summary>
    void Advance(TimeSpan time);
}

/// <summary>The real time and what scenarios add to it.</summary>
internal sealed class MovableClock : TimeProvider, IMovableClock
{
    private long added;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref added));

    public void Advance(TimeSpan time) => Interlocked.Add(ref added, time.Ticks);
}
