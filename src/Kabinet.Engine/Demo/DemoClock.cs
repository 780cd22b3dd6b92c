namespace Kabinet.Engine.Demo;

/// <summary>A clock that can be set, so that demo actions happen at their own time. Before and after the demo it shows real time.</summary>
public sealed class DemoClock(TimeProvider real) : TimeProvider
{
    private DateTimeOffset? put;

    /// <summary>Moment of the first start; all demo times are relative to it.</summary>
    public DateTimeOffset Start { get; } = real.GetUtcNow();

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => put ?? real.GetUtcNow();

    internal void Put(DateTime utc) => put = new DateTimeOffset(utc, TimeSpan.Zero);

    internal void LetGo() => put = null;
}
