namespace Kabinet.Engine.Demo;

/// <summary>A clock that can be put: what demo people do happens at their time, not at ours. Before and after the demo it goes as the real one.</summary>
public sealed class DemoClock(TimeProvider real) : TimeProvider
{
    private DateTimeOffset? put;

    /// <summary>The moment of the first start, which everything is relative to.</summary>
    public DateTimeOffset Start { get; } = real.GetUtcNow();

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => put ?? real.GetUtcNow();

    internal void Put(DateTime utc) => put = new DateTimeOffset(utc, TimeSpan.Zero);

    internal void LetGo() => put = null;
}
