namespace Kabinet.Engine.Definitions.Linking;

/// <summary>States and transitions of every entity that has them, and the notices of new records.</summary>
internal sealed class LifecycleLinking(Draft draft)
{
    public void Link()
    {
        foreach (var entity in draft.Entities.Values)
        {
            entity.Notices = draft.NoticesOf(entity, entity.Definition.Notice, entity.Definition);
            if (entity.Definition.Lifecycle is { } definition && Linked(entity, definition) is { } lifecycle)
            {
                entity.Lifecycle = lifecycle;
                new LifecycleCheck(draft, definition, lifecycle).Judge();
            }
        }
    }

    private Lifecycle? Linked(Entity entity, LifecycleDefinition definition)
    {
        var states = new OrderedDictionary<string, State>(StringComparer.Ordinal);
        foreach (var (key, state) in definition.States)
            states[key] = new(key, state, states.Count, Keys.Duration(draft, state.Limit, state.PlaceOf("limit")));
        var initial = definition.Initial is { } first ? draft.Named(states, first, "state", definition.PlaceOf("initial")) : states.GetAt(0).Value;
        if (initial is null) return null;
        var linking = new TransitionLinking(draft, entity, states);
        var transitions = new OrderedDictionary<string, Transition>(StringComparer.Ordinal);
        foreach (var (key, transition) in definition.Transitions) transitions[key] = linking.Link(key, transition);
        return new(states, transitions, initial);
    }
}
