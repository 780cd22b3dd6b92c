namespace Kabinet.Engine.Demo;

/// <summary>A clock that stands where it was put: what demo people do happens at their time, not at ours.</summary>
public sealed class DemoClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset now = start;

    /// <summary>The moment of the first start, which everything is relative to.</summary>
    public DateTimeOffset Start { get; } = start;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => now;

    internal void Set(DateTime utc) => now = new DateTimeOffset(utc, TimeSpan.Zero);
}
