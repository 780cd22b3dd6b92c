using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;

namespace Kabinet.Engine.Lifecycles;

/// <summary>What the database says of a record before a transition.</summary>
/// <param name="Status">Its state.</param>
/// <param name="Version">Its version.</param>
/// <param name="Permitted">The state fits, and a role of the actor's may.</param>
/// <param name="Concerned">In some state the transition is for a role of the actor's, and he sees the status.</param>
/// <param name="Requirements">The answers to the requirements, in their order.</param>
internal sealed record TransitionFacts(string Status, int Version, bool Permitted, bool Concerned, IReadOnlyList<bool> Requirements);

/// <summary>Whether a transition is taken and where it leads. Pure: facts in, decision out.</summary>
internal static class TransitionDecision
{
    /// <summary>Why it is not taken; null when it is.</summary>
    /// <param name="lifecycle">The life it belongs to.</param>
    /// <param name="transition">The transition.</param>
    /// <param name="facts">The judgement of the database.</param>
    /// <param name="refusals">What was refused of the asked values; the unmet requirements are told together with them.</param>
    public static Outcome? Refuse(Lifecycle lifecycle, Transition transition, TransitionFacts facts, Refusals refusals)
    {
        if (!transition.From.Contains(facts.Status)) return facts.Concerned ? Elsewhere(lifecycle, transition, facts) : new Outcome.NotFound();
        if (!facts.Permitted) return new Outcome.NotFound();
        for (var i = 0; i < transition.Requirements.Count; i++)
            if (!facts.Requirements[i]) refusals.Add(transition.Requirements[i].Refusal);
        return refusals.Any ? refusals.ToOutcome() : null;
    }

    /// <summary>Where it leads; the conditions of <see cref="Target.First"/> are answered in their order, after the effects.</summary>
    public static State Destination(Lifecycle lifecycle, Transition transition, (string Status, string? Previous) present, IReadOnlyList<bool> answers) => transition.Target switch
    {
        Target.To to => to.State,
        Target.Previous when present.Previous is { } previous && lifecycle.States.TryGetValue(previous, out var state) => state,
        Target.First first when FirstTrue(answers) is { } index => first.Options[index].State,
        _ => lifecycle.States[present.Status],
    };

    private static int? FirstTrue(IReadOnlyList<bool> answers)
    {
        for (var i = 0; i < answers.Count; i++)
            if (answers[i]) return i;
        return null;
    }

    private static Outcome.Conflict Elsewhere(Lifecycle lifecycle, Transition transition, TransitionFacts facts)
    {
        object now = lifecycle.States.TryGetValue(facts.Status, out var state) ? state.Definition.Title : facts.Status;
        return new(new("command.other_state", transition.Definition.Title, now), facts.Version, new Dictionary<Field, object?>());
    }
}
