using Kabinet.Engine.Solutions;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Model;

/// <summary>The states of a record and the transitions between them. A status changes only by a transition.</summary>
public sealed record LifecycleDefinition : Definition
{
    /// <summary>State of a new record. Default: the first state.</summary>
    public string? Initial { get; init; }
    /// <summary>
    /// Roles that see transitions and their comments in the history; a transition may give its own <c>audience</c>.
    /// Default: everyone who may read the record.
    /// </summary>
    public IReadOnlyList<string>? Audience { get; init; }
    /// <summary>States by key, in the order in which boards and the progress line show them.</summary>
    public required IReadOnlyDictionary<string, StateDefinition> States { get; init; }
    /// <summary>Transitions by key. The first one that the user may take is the primary button.</summary>
    public required IReadOnlyDictionary<string, TransitionDefinition> Transitions { get; init; }
}

/// <summary>One state.</summary>
public sealed record StateDefinition : Definition
{
    /// <summary>Name of the state.</summary>
    public required LocalizedText Title { get; init; }
    /// <summary>Colour of the dot.</summary>
    [OneOf("grey", "blue", "cyan", "green", "yellow", "orange", "red", "violet")]
    public string Color { get; init; } = "grey";
    /// <summary>How long a record may stay in the state before it is overdue: <c>30m</c>, <c>4h</c>, <c>2d</c>.</summary>
    public string? Limit { get; init; }
    /// <summary>True for a state outside the main path (paused, cancelled). The progress line leaves it out.</summary>
    public bool Aside { get; init; }
    /// <summary>True if the record is finished in this state. Every other state must have a transition out.</summary>
    public bool Final { get; init; }
    /// <summary>
    /// True if a record in this state does not count, although it is kept (a voided payment). Lists strike it out and leave it out of
    /// their sums, as boards, tiles and groups do. Expressions over a collection name the state themselves.
    /// </summary>
    public bool Void { get; init; }
    /// <summary>The old key, after a rename.</summary>
    public string? Was { get; init; }
}

/// <summary>A named change of state. It runs in one transaction with its effects, journal event and notices.</summary>
public sealed record TransitionDefinition : Definition
{
    /// <summary>Text of the button, a verb.</summary>
    public required LocalizedText Title { get; init; }
    /// <summary>States from which it can be taken.</summary>
    public required IReadOnlyList<string> From { get; init; }
    /// <summary>
    /// State after the transition: a key, <c>same</c> to keep the state, <c>previous</c> for the state before the current one,
    /// or several states with conditions. The conditions are checked after the effects; the first true one wins.
    /// </summary>
    public required TargetDefinition To { get; init; }
    /// <summary>
    /// Who may take it: role → condition on the record (<c>true</c> for every record that the role may read). Required without
    /// <c>follows</c>, <c>after</c> and <c>on</c>.
    /// </summary>
    [NamesAlone]
    public IReadOnlyDictionary<string, string> By { get; init; } = new Dictionary<string, string>();
    /// <summary>
    /// Condition under which the platform takes the transition itself: at the end of any command that changed the record or one of its
    /// parts and left the condition true. Such a transition has no button: it is without <c>by</c>, <c>ask</c>, <c>files</c> and
    /// <c>require</c>.
    /// </summary>
    public string? Follows { get; init; }
    /// <summary>
    /// Time in the state after which the platform takes the transition itself: <c>30m</c>, <c>4h</c>, <c>14d</c>. With <c>by</c>, people
    /// may take it before. What it requires is checked; if that is not met, the platform tries again later.
    /// </summary>
    public string? After { get; init; }
    /// <summary>
    /// Expression of the day or moment on which the platform takes the transition itself: <c>pay_by + 1</c>. Once the platform has taken
    /// it, it takes it of the same record again only when the day has changed.
    /// </summary>
    public string? On { get; init; }
    /// <summary>Values that the dialog asks for: fields of the entity, <c>comment</c>, or inputs with their own definition.</summary>
    public IReadOnlyDictionary<string, AskDefinition> Ask { get; init; } = new Dictionary<string, AskDefinition>();
    /// <summary>
    /// File groups that the dialog asks files for, several files at once: <c>[act]</c>. Whoever may take the transition may add files by
    /// it, even if he otherwise may not write to the group.
    /// </summary>
    public IReadOnlyDictionary<string, AskedFilesDefinition> Files { get; init; } = new Dictionary<string, AskedFilesDefinition>();
    /// <summary>Conditions checked before the transition, each with the reason shown on the disabled button.</summary>
    public IReadOnlyDictionary<string, RequirementDefinition> Require { get; init; } = new Dictionary<string, RequirementDefinition>();
    /// <summary>Fields of the record shown in the dialog, above what it asks for; a field with a <c>working</c> is shown with it.</summary>
    public IReadOnlyList<string> Show { get; init; } = [];
    /// <summary>Effects, run in this order in the same transaction.</summary>
    public IReadOnlyList<EffectDefinition> Effects { get; init; } = [];
    /// <summary>Keys of the notices that it sends.</summary>
    public IReadOnlyList<string> Notice { get; init; } = [];
    /// <summary>
    /// Roles that see this event and its comment in the history; <c>everyone</c> for all who may read the record.
    /// Default: the audience of the lifecycle.
    /// </summary>
    public IReadOnlyList<string>? Audience { get; init; }
    /// <summary>Text in the dialog that explains what will happen.</summary>
    public LocalizedText? Hint { get; init; }
    /// <summary>Text that says it was done, after the name of the record («оплата отмечена»). Default: the new state.</summary>
    public LocalizedText? Done { get; init; }
    /// <summary>True if it can be run for many selected records at once.</summary>
    public bool Bulk { get; init; }
    /// <summary>True to show it among the secondary actions (cancel, pause), never as the primary button.</summary>
    public bool Quiet { get; init; }
    /// <summary>True to show it in red. Its dialog opens even where nothing is asked.</summary>
    public bool Danger { get; init; }
    /// <summary>
    /// True to open its dialog, with the hint, even where nothing is asked: for a step that cannot be taken back, such as a letter to
    /// somebody outside.
    /// </summary>
    public bool Confirm { get; init; }
    /// <summary>The old key, after a rename.</summary>
    public string? Was { get; init; }
}

/// <summary>A requirement of a transition: why the transition cannot be taken yet, and what helps.</summary>
[ShortForm(nameof(Text))]
public sealed record RequirementDefinition : Definition
{
    /// <summary>The reason shown on the disabled button: what to do («Рассчитайте стоимость»).</summary>
    public required LocalizedText Text { get; init; }
    /// <summary>
    /// What meets the requirement: a transition, a field to fill in, a collection to add to, or a file group. The reason becomes a button
    /// or a link to it. Default: found from the condition.
    /// </summary>
    public string? Way { get; init; }
}

/// <summary>The state after a transition.</summary>
[ShortForm(nameof(State))]
public sealed record TargetDefinition : Definition
{
    /// <summary>Key of the state, or <c>same</c>, or <c>previous</c>.</summary>
    public string? State { get; init; }
    /// <summary>States with conditions; the first true one wins: <c>{first: {queued: "debt &lt;= 0", unpaid: "true"}}</c>.</summary>
    public IReadOnlyDictionary<string, string> First { get; init; } = new Dictionary<string, string>();
}

/// <summary>One value that a transition asks for. If empty, it is the field of the entity with the same key, or the comment.</summary>
public sealed record AskDefinition : Definition
{
    /// <summary>Definition of an input that is not saved in the record. Effects read it as <c>@input.key</c>.</summary>
    public FieldDefinition? Input { get; init; }
    /// <summary>True if the value may be left empty. Default: it is required.</summary>
    public bool Optional { get; init; }
    /// <summary>
    /// Expression of the suggested value. If it uses another field that the dialog asks for (<c>engineer.free_from</c>), it is suggested
    /// anew when that input changes, unless the user has typed something else.
    /// </summary>
    public string? Suggest { get; init; }
    /// <summary>Label that replaces the field's label. A comment is named by what it is for: «Вопрос», «Причина».</summary>
    public LocalizedText? Title { get; init; }
    /// <summary>Help that replaces the field's help.</summary>
    public LocalizedText? Help { get; init; }
    /// <summary>For a reference: fields of the referenced record shown beside each option (the load of an engineer).</summary>
    public IReadOnlyList<string> Show { get; init; } = [];
}

/// <summary>Files of one group that a transition asks for.</summary>
public sealed record AskedFilesDefinition : Definition
{
    /// <summary>
    /// True if the transition can be taken without a file. Default: the group must have one, added before or with the transition.
    /// </summary>
    public bool Optional { get; init; }
    /// <summary>Label that replaces the title of the group.</summary>
    public LocalizedText? Title { get; init; }
    /// <summary>Help that replaces the help of the group.</summary>
    public LocalizedText? Help { get; init; }
}

/// <summary>
/// One effect of a transition. Its key gives its kind: <c>set</c>, <c>create</c>, <c>update</c>, <c>take</c>, <c>invite</c>.
/// </summary>
[Kinds]
public abstract record EffectDefinition : Definition
{
    /// <summary>Condition under which the effect runs.</summary>
    public string? When { get; init; }
}
