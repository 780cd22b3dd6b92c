using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Reading;

/// <summary>Parameter values of one actor's call: the actor, the current moment, the inputs, the slots.</summary>
internal sealed class ActorBindings : Bindings
{
    private static readonly Dictionary<string, object?> NoInputs = [];
    private readonly IReadOnlyDictionary<string, object?> inputs;
    private readonly IReadOnlyList<object?> slots;

    /// <param name="actor">The actor.</param>
    /// <param name="now">The current moment, UTC; truncated to milliseconds, as the database stores it.</param>
    /// <param name="inputs">Accepted values of <c>@input</c>.</param>
    /// <param name="slots">Values of the slots, by index.</param>
    public ActorBindings(Actor actor, DateTime now, IReadOnlyDictionary<string, object?>? inputs = null,
        IReadOnlyList<object?>? slots = null)
    {
        (Actor, this.inputs, this.slots) = (actor, inputs ?? NoInputs, slots ?? []);
        Now = new DateTime(now.Ticks - now.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
        Today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(Now, actor.Solution.Zone));
    }

    private ActorBindings(ActorBindings other, IReadOnlyDictionary<string, object?> inputs, IReadOnlyList<object?> slots) =>
        (Actor, Now, Today, this.inputs, this.slots) = (other.Actor, other.Now, other.Today, inputs, slots);

    /// <summary>The actor.</summary>
    public Actor Actor { get; }

    /// <summary>The current moment, UTC, the same throughout one call.</summary>
    public DateTime Now { get; }

    /// <summary>Today in the solution's time zone.</summary>
    public DateOnly Today { get; }

    /// <summary>The same actor and moment with other slot values.</summary>
    public ActorBindings With(params IReadOnlyList<object?> values) => new(this, inputs, values);

    /// <summary>The same actor and moment with other inputs.</summary>
    public ActorBindings WithInputs(IReadOnlyDictionary<string, object?> values) => new(this, values, slots);

    public override object? ValueOf(ParameterValue parameter) => ValueOf(parameter.Parameter);

    /// <summary>The value of a parameter.</summary>
    public object? ValueOf(Parameter parameter) => parameter switch
    {
        MePath path => Actor.ValueOf(path),
        NowParameter => Now,
        TodayParameter => Today,
        InputParameter input => inputs.GetValueOrDefault(input.Key),
        SlotParameter slot => slots[slot.Slot],
        _ => throw new ArgumentException($"Unknown parameter {parameter}", nameof(parameter)),
    };
}
