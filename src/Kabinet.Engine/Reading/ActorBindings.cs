using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Reading;

/// <summary>What the parameters of one actor's call are worth: himself, the moment, what he entered, the values of this call.</summary>
internal sealed class ActorBindings : Bindings
{
    private static readonly Dictionary<string, object?> NoInputs = [];
    private readonly IReadOnlyDictionary<string, object?> inputs;
    private readonly IReadOnlyList<object?> slots;

    /// <param name="actor">Who asks.</param>
    /// <param name="now">The moment, UTC; cut to the millisecond that the database keeps.</param>
    /// <param name="inputs">Accepted values of <c>@input</c>.</param>
    /// <param name="slots">Values of the slots, by place.</param>
    public ActorBindings(Actor actor, DateTime now, IReadOnlyDictionary<string, object?>? inputs = null, IReadOnlyList<object?>? slots = null)
    {
        (Actor, this.inputs, this.slots) = (actor, inputs ?? NoInputs, slots ?? []);
        Now = new DateTime(now.Ticks - now.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
        Today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(Now, actor.Solution.Zone));
    }

    private ActorBindings(ActorBindings other, IReadOnlyDictionary<string, object?> inputs, IReadOnlyList<object?> slots) =>
        (Actor, Now, Today, this.inputs, this.slots) = (other.Actor, other.Now, other.Today, inputs, slots);

    /// <summary>Who asks.</summary>
    public Actor Actor { get; }

    /// <summary>The moment, the same for everything in one call.</summary>
    public DateTime Now { get; }

    /// <summary>The day of that moment in the solution's zone.</summary>
    public DateOnly Today { get; }

    /// <summary>The same actor and moment with values of slots.</summary>
    public ActorBindings With(params IReadOnlyList<object?> values) => new(this, inputs, values);

    /// <summary>The same actor and moment with what he entered.</summary>
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
