using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;

namespace Kabinet.Engine.Lifecycles;

/// <summary>Facts about a record, read from the database before a transition.</summary>
/// <param name="Status">Current state.</param>
/// <param name="Version">Current version.</param>
/// <param name="Permitted">The state fits, and a role of the actor permits the transition.</param>
/// <param name="Concerned">A role of the actor permits the transition in some state, and the actor may read the status.</param>
/// <param name="Requirements">Result of each requirement, in order.</param>
internal sealed record TransitionFacts(string Status, int Version, bool Permitted, bool Concerned, IReadOnlyList<bool> Requirements)
{
    /// <summary>The version that the actor was shown; null where it does not matter.</summary>
    public int? Shown { get; init; }

    /// <summary>The record has changed since it was shown.</summary>
    public bool IsStale => Shown is { } shown && shown != Version;
}

/// <summary>Decides whether a transition is allowed and which state follows. Pure.</summary>
internal static class TransitionDecision
{
    /// <summary>The reason for refusing the transition; null if it is allowed.</summary>
    /// <param name="lifecycle">The lifecycle of the transition.</param>
    /// <param name="transition">The transition.</param>
    /// <param name="facts">Facts from the database.</param>
    /// <param name="refusals">Errors in the inputs. Unmet requirements are added, so that all are reported together.</param>
    /// <param name="form">The fields of a form that take an unmet requirement; null for a dialog, where it concerns the whole
    /// record.</param>
    public static Outcome? Refuse(Lifecycle lifecycle, Transition transition, TransitionFacts facts, Refusals refusals,
        MarkedFields? form = null)
    {
        if (!transition.From.Contains(facts.Status))
            return facts.Concerned ? Elsewhere(lifecycle, transition, facts) : new Outcome.NotFound();
        // What the record was shown with may have permitted it, so this is no secret to him who takes it on some records.
        if (!facts.Permitted) return facts is { Concerned: true, IsStale: true } ? Outcome.Conflict.Whole(facts.Version)
            : new Outcome.NotFound();
        if (transition.MayKeepState && facts.IsStale) return Outcome.Conflict.Whole(facts.Version);
        for (var i = 0; i < transition.Requirements.Count; i++)
            if (!facts.Requirements[i]) AddUnmet(transition.Requirements[i], refusals, form);
        return refusals.Any ? refusals.ToOutcome() : null;
    }

    /// <summary>The state after the transition.</summary>
    /// <param name="lifecycle">The lifecycle of the transition.</param>
    /// <param name="transition">The transition.</param>
    /// <param name="present">The current and the previous state.</param>
    /// <param name="answers">Results of the conditions of <see cref="Target.First"/>, in order, read after the effects.</param>
    public static State Destination(Lifecycle lifecycle, Transition transition, (string Status, string? Previous) present,
        IReadOnlyList<bool> answers) => transition.Target switch
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

    private static void AddUnmet(Requirement requirement, Refusals refusals, MarkedFields? form)
    {
        if (form is null) refusals.Add(requirement.Refusal);
        else refusals.Add(requirement, form);
    }

    private static Outcome.Conflict Elsewhere(Lifecycle lifecycle, Transition transition, TransitionFacts facts)
    {
        object now = lifecycle.States.TryGetValue(facts.Status, out var state) ? state.Definition.Title : facts.Status;
        return new(new("command.other_state", transition.Definition.Title, now), facts.Version, new Dictionary<Field, object?>());
    }
}
