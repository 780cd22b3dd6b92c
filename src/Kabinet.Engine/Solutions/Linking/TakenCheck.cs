using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>Checks that transitions that take others come to an end: no circle, and no long chain.</summary>
internal sealed class TakenCheck(Draft draft)
{
    /// <summary>Transitions in the longest chain, the first included.</summary>
    private const int Longest = 8;
    private readonly Dictionary<Transition, string> names = draft.Entities.Values
        .SelectMany(entity => (entity.Lifecycle?.Transitions.Values ?? []).Select(transition => (entity, transition)))
        .ToDictionary(pair => pair.transition, pair => $"{pair.entity.Key}.{pair.transition.Key}");

    private readonly Dictionary<Transition, IReadOnlyList<Transition>> chains = [];

    public void Judge()
    {
        var isEndless = false;
        foreach (var transition in names.Keys)
            if (Circles.Through(transition, Taken) is { } circle)
            {
                isEndless = true;
                draft.Refuse(transition.Definition.PlaceOf("effects"), new("problem.take.cycle", names[transition], Told(circle)));
            }
        if (isEndless) return;
        // A transition that takes the first of a long chain is not reported.
        foreach (var transition in names.Keys.Where(transition => Chain(transition).Count == Longest + 1))
            draft.Refuse(transition.Definition.PlaceOf("effects"), new("problem.take.long", Longest, Told(Chain(transition))));
    }

    private string Told(IEnumerable<Transition> way) => string.Join(" → ", way.Select(transition => names[transition]));

    /// <summary>The longest chain that a transition begins, itself included.</summary>
    private IReadOnlyList<Transition> Chain(Transition from) => chains.TryGetValue(from, out var known) ? known
        : chains[from] = [from, .. Taken(from).Select(Chain).MaxBy(chain => chain.Count) ?? []];

    private static IEnumerable<Transition> Taken(Transition transition) =>
        transition.Effects.Select(effect => effect.Takes).OfType<Transition>().Distinct();
}
