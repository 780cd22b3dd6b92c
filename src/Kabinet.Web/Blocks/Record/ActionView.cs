using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Request;

namespace Kabinet.Web.Blocks;

/// <summary>One step a reader may take with a record: a button that posts, or opens the dialog that asks.</summary>
/// <param name="Key">The transition.</param>
/// <param name="Title">Verb on the button.</param>
/// <param name="Href">Where it posts and where its dialog is.</param>
/// <param name="Asks">Something is asked before.</param>
/// <param name="Refusals">Why it cannot be taken yet.</param>
/// <param name="Danger">Shown in red.</param>
/// <param name="Quiet">Never the primary one.</param>
internal sealed record ActionView(string Key, string Title, string Href, bool Asks, IReadOnlyList<string> Refusals, bool Danger, bool Quiet)
{
    /// <summary>Version of the record that the step is shown for.</summary>
    public required int Version { get; init; }

    public bool Allowed => Refusals.Count == 0;

    /// <summary>The refusals, each with the way to what is missing. Only where the step stands alone; a menu says the words.</summary>
    public IReadOnlyList<ReasonView> Reasons { get; init; } = [];

    public static ActionView Of(RequestContext here, Record record, Judgement judgement)
    {
        var (entity, transition, written) = (record.Shape.Entity, judgement.Transition, judgement.Transition.Definition);
        return new(transition.Key, TitleOf(here, record, transition), Addresses.Transition(entity, record.Id, transition.Key),
            AsksAnything(transition), [.. judgement.Refusals.Select(here.Say)], written.Danger, written.Quiet)
        {
            Version = record.Version,
        };
    }

    // A step back says where it leads: nobody remembers what a paused record was paused from.
    private static string TitleOf(RequestContext here, Record record, Transition transition) =>
        transition.Target is Target.Previous && record.PreviousStatus is { } previous
            && record.Shape.Entity.Lifecycle!.States.TryGetValue(previous, out var state)
            ? here.Say("record.step_to", transition.Definition.Title, state.Definition.Title) : here.Say(transition.Definition.Title);

    // A dangerous step without questions still opens its dialog: it is where one confirms.
    private static bool AsksAnything(Transition transition) => transition.Asks.Count > 0 || transition.Files.Count > 0
        || transition.Comment is not null || transition.Definition.Danger || transition.Definition.Confirm;
}

/// <summary>
/// Why a step cannot be taken yet, and the way to what is missing: a step to take first, or a link; neither where none is known.
/// </summary>
internal sealed record ReasonView(string Text)
{
    public ActionView? Step { get; init; }
    public string? Href { get; init; }
    /// <summary>The frame on the page that the link fills; null for a whole page.</summary>
    public string? Frame { get; init; }
}

/// <summary>The steps of a record: the one next step, and the rest for the menu.</summary>
internal sealed record ActionsView(ActionView? Primary, IReadOnlyList<ActionView> Others)
{
    public bool Any => Primary is not null || Others.Count > 0;

    public static ActionsView Of(RequestContext here, Record record, ReasonReader? reasons = null)
    {
        var actions = record.Transitions.Where(judged => judged.Permitted)
            .Select(judged => (Judged: judged, View: ActionView.Of(here, record, judged))).ToList();
        // Where nothing may be taken yet, the first blocked step stays in sight with its reason: it says what is missing.
        var primary = actions.Find(action => action.View is { Allowed: true, Quiet: false, Danger: false });
        if (primary.View is null) primary = actions.Find(action => action.View is { Quiet: false, Danger: false });
        var others = actions.Where(action => action.View != primary.View).Select(action => action.View)
            .OrderBy(action => action.Danger ? 2 : action.Quiet ? 1 : 0);
        return new(primary.View is { } view && reasons is not null ? view with { Reasons = reasons.Of(primary.Judged) } : primary.View,
            [.. others]);
    }
}
