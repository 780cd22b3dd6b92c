using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>Checks that every state can be reached and that every non-final state can be left.</summary>
internal sealed class LifecycleCheck(Draft draft, LifecycleDefinition definition, Lifecycle lifecycle)
{
    public void Judge()
    {
        var reached = Reached();
        foreach (var (key, state) in definition.States)
            if (!reached.Contains(key)) draft.Refuse(state.At, new("problem.state.unreached", key));
            else if (!state.Final && state.Knows("final")
                && !lifecycle.Transitions.Values.Any(transition => transition.From.Contains(key) && transition.Target is not Target.Same))
                draft.Refuse(state.At, new("problem.state.endless", key), new("problem.hint.final"));
    }

    // A transition to the previous state cannot reach a new state.
    private HashSet<string> Reached()
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>([lifecycle.Initial.Key]);
        while (waiting.TryDequeue(out var state))
            if (reached.Add(state))
                foreach (var next in lifecycle.Transitions.Values.Where(transition => transition.From.Contains(state))
                    .SelectMany(transition => StatesOf(transition.Target))) waiting.Enqueue(next.Key);
        return reached;
    }

    private static IEnumerable<State> StatesOf(Target target) => target switch
    {
        Target.To to => [to.State],
        Target.First first => first.Options.Select(option => option.State),
        _ => [],
    };
}
