using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Model;

/// <summary>A linked job.</summary>
/// <param name="Definition">The definition it was linked from.</param>
/// <param name="Schedule">When it runs.</param>
/// <param name="Work">What it does for which records.</param>
public sealed record Job(JobDefinition Definition, Schedule Schedule, TimedWork Work)
{
    /// <summary>Key of the job.</summary>
    public string Key => Definition.Job;
}

/// <summary>What the platform does by itself for records that satisfy a condition: the work of a job or a timed transition.</summary>
/// <param name="Key">Key that marks of records are kept under.</param>
/// <param name="Entity">Entity of the records.</param>
/// <param name="Where">Condition on the records.</param>
/// <param name="Step">The step: a transition to take, or the effects and notices of a job in the form of one.</param>
public sealed record TimedWork(string Key, Entity Entity, Expression Where, Transition Step)
{
    /// <summary>True if the step is a transition of the entity.</summary>
    public bool Takes { get; init; }
    /// <summary>
    /// True for a timed transition: where a record has refused it, it is tried again after ever longer pauses. A job has its schedule.
    /// </summary>
    public bool IsTimed { get; init; }
    /// <summary>A record is left alone as long as this value stays the same; null for no such value.</summary>
    public Expression? Once { get; init; }
    /// <summary>How long a record is left alone afterwards; null for no time.</summary>
    public TimeSpan? Again { get; init; }

    /// <inheritdoc />
    public bool Equals(TimedWork? other) => ReferenceEquals(this, other);
    /// <inheritdoc />
    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
}

/// <summary>When the platform takes a transition.</summary>
/// <param name="Moment">Expression over the record: a date and time, or a day that begins it.</param>
/// <param name="Work">Takes it of the records whose moment has come.</param>
public sealed record Timing(Expression Moment, TimedWork Work)
{
    /// <summary>Time in the state after which it is taken; null where another expression gives the moment.</summary>
    public TimeSpan? After { get; init; }
}
