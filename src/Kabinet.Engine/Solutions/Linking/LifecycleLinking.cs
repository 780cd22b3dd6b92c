using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>Links the states and transitions of all entities, and the notices of new records.</summary>
internal sealed class LifecycleLinking(Draft draft)
{
    private readonly List<TransitionLinking> transitions = [];

    // Effects take transitions of other entities, so they are linked when all transitions are known.
    public void Link()
    {
        foreach (var entity in draft.Entities.Values)
        {
            entity.Notices = draft.NoticesOf(entity, entity.Definition.Notice, entity.Definition);
            foreach (var thread in entity.Threads.Values) new ThreadLinking(draft).LinkNotices(entity, thread);
            if (entity.Definition.Lifecycle is { } definition) Link(entity, definition);
        }
        foreach (var linking in transitions) linking.LinkEffects();
        new TakenCheck(draft).Judge();
        foreach (var entity in draft.Entities.Values.Where(entity => entity.Lifecycle is not null)) new WayLinking(draft, entity).Link();
    }

    private void Link(Entity entity, LifecycleDefinition definition)
    {
        var states = new OrderedDictionary<string, State>(StringComparer.Ordinal);
        foreach (var (key, state) in definition.States)
            states[key] = new(key, state, states.Count, Keys.Duration(draft, state.Limit, state.PlaceOf("limit")));
        var initial = draft.Named(states, definition.Initial, "state", definition.PlaceOf("initial"), key =>
            definition.MayHave("states", key));
        var isInitialKnown = initial is not null || definition.Initial is null && definition.Knows("initial");
        if (states.Count == 0) return;
        var linking = new TransitionLinking(draft, entity, definition, states);
        transitions.Add(linking);
        var linked = new OrderedDictionary<string, Transition>(StringComparer.Ordinal);
        foreach (var (key, transition) in definition.Transitions) linked[key] = linking.Link(key, transition);
        entity.Lifecycle = new(states, linked, initial ?? states.GetAt(0).Value);
        if (!isInitialKnown) draft.Doubtful.Add(entity.Lifecycle.Initial);
        else if (definition.KnowsAll("transitions") && definition.KnowsAll("states") && !linked.Values.Any(draft.Doubtful.Contains))
            new LifecycleCheck(draft, definition, entity.Lifecycle).Judge();
    }
}
