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

    public static ActionView Of(Entity entity, Record record, Judgement judgement, string language)
    {
        var (transition, written) = (judgement.Transition, judgement.Transition.Definition);
        return new(transition.Key, written.Title.In(language), Addresses.Transition(entity, record.Id, transition.Key),
            AsksAnything(transition),
            [.. judgement.Refusals.Select(reason => reason.In(language))], written.Danger, written.Quiet)
        {
            Version = record.Version,
        };
    }

    // A dangerous step without questions still opens its dialog: it is where one confirms.
    private static bool AsksAnything(Transition transition) =>
        transition.Asks.Count > 0 || transition.Comment is not null || transition.Definition.Danger;
}

/// <summary>The steps of a record: the one next step, and the rest for the menu.</summary>
internal sealed record ActionsView(ActionView? Primary, IReadOnlyList<ActionView> Others)
{
    public bool Any => Primary is not null || Others.Count > 0;

    public static ActionsView Of(Record record, Entity entity, string language)
    {
        var actions = record.Transitions.Where(judged => judged.Permitted)
            .Select(judged => ActionView.Of(entity, record, judged, language)).ToList();
        // Where nothing may be taken yet, the first blocked step stays in sight with its reason: it says what is missing.
        var primary = actions.Find(action => action is { Allowed: true, Quiet: false, Danger: false })
            ?? actions.Find(action => action is { Quiet: false, Danger: false });
        return new(primary, [.. actions.Where(action => action != primary).OrderBy(action => action.Danger ? 2 : action.Quiet ? 1 : 0)]);
    }
}
