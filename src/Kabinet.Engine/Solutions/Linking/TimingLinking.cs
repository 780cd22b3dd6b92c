using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>Links the moment at which the platform takes a transition itself.</summary>
internal sealed class TimingLinking(Draft draft, Entity entity)
{
    /// <summary>When a transition is taken; null if it is not timed or its moment cannot be linked.</summary>
    public Timing? Of(Transition transition)
    {
        var definition = transition.Definition;
        if (definition is { After: null, On: null }) return null;
        if (definition is { After: not null, On: not null })
            draft.Refuse(definition.PlaceOf("on"), new("problem.transition.two_times"));
        JudgeUnasked(draft, transition, definition.PlaceOf(definition.After is null ? "on" : "after"));
        return definition.After is null ? On(transition, definition.On!) : After(transition, definition.After);
    }

    /// <summary>Reports what a transition requires from a person: nobody is there to be asked.</summary>
    public static void JudgeUnasked(Draft draft, Transition transition, Location at)
    {
        foreach (var (key, ask) in transition.Definition.Ask.Where(ask => !ask.Value.Optional && ask.Value.Knows("optional")))
            draft.Refuse(at, new("problem.transition.time_asks", transition.Key, key));
        foreach (var (key, files) in transition.Definition.Files.Where(files => !files.Value.Optional && files.Value.Knows("optional")))
            draft.Refuse(at, new("problem.transition.time_asks", transition.Key, key));
    }

    private Timing? After(Transition transition, string text)
    {
        if (Keys.Duration(draft, text, transition.Definition.PlaceOf("after")) is not { } after) return null;
        var (since, time) = (Own(SystemFields.StatusSince), new Constant(DataType.Duration, after));
        return Made(transition, new Binary(DataType.DateTime, Operator.Add, since, time), after);
    }

    private Timing? On(Transition transition, string text)
    {
        var at = transition.Definition.PlaceOf("on");
        if (draft.AnyValue(text, entity, at) is not { } moment || moment == Expression.False) return null;
        if (moment.Type.Kind is ValueKind.Date or ValueKind.DateTime) return Made(transition, moment, null);
        draft.Refuse(at, new("problem.transition.no_time", text));
        return null;
    }

    private Timing Made(Transition transition, Expression moment, TimeSpan? after)
    {
        var where = Expression.And(Starts(transition), Come(moment));
        return new(moment, new($"{entity.Key}.{transition.Key}", entity, where, transition) { Takes = true, IsTimed = true, Once = moment })
        {
            After = after,
        };
    }

    private Expression Starts(Transition transition)
    {
        var (status, states) = (Own(SystemFields.Status), transition.From.Select(state => new Constant(DataType.Choice, state)).ToArray());
        return states is [var one] ? new Binary(DataType.YesNo, Operator.Equal, status, one) : new In(status, states);
    }

    // A field with a distance is compared with the present less the distance, so that an index of the field finds the records.
    private static Binary Come(Expression moment)
    {
        var present = moment.Type.Kind == ValueKind.Date ? new ParameterValue(DataType.Date, new TodayParameter())
            : new ParameterValue(DataType.DateTime, new NowParameter());
        return moment is Binary
        {
            Operator: Operator.Add or Operator.Subtract, Left: FieldValue { Steps.Count: 0, Field.IsStored: true } field,
            Right: Constant distance,
        } sum ? Come(field, new Binary(present.Type, sum.Operator == Operator.Add ? Operator.Subtract : Operator.Add, present, distance))
            : Come(moment, present);
    }

    private static Binary Come(Expression moment, Expression present) =>
        new(DataType.YesNo, Operator.LessOrEqual, moment, present);

    private FieldValue Own(string key) => new(entity[key].Type, [], entity[key]);
}
