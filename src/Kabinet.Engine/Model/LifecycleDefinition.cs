using Kabinet.Engine.Solutions;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Model;

/// <summary>The states a record lives through and the only ways between them.</summary>
public sealed record LifecycleDefinition : Definition
{
    /// <summary>State of a new record; the first where absent.</summary>
    public string? Initial { get; init; }
    /// <summary>States by key, in the order of the board and of the line of stages.</summary>
    public required IReadOnlyDictionary<string, StateDefinition> States { get; init; }
    /// <summary>Transitions by key; the first that a person may take is his primary button.</summary>
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
    /// <summary>How long a record may stay before it is overdue: <c>30m</c>, <c>4h</c>, <c>2d</c>.</summary>
    public string? Limit { get; init; }
    /// <summary>Not a stage of the main way (paused, cancelled): left out of the line of stages.</summary>
    public bool Aside { get; init; }
    /// <summary>Nothing is expected any more.</summary>
    public bool Final { get; init; }
}

/// <summary>One named way between states; one transaction with its effects, journal event and notices.</summary>
public sealed record TransitionDefinition : Definition
{
    /// <summary>Verb on the button.</summary>
    public required LocalizedText Title { get; init; }
    /// <summary>States it starts from.</summary>
    public required IReadOnlyList<string> From { get; init; }
    /// <summary>
    /// State it leads to: a key, <c>same</c> to stay, <c>previous</c> for the state before the present one,
    /// or several keys with conditions judged after the effects, the first true one wins.
    /// </summary>
    public required TargetDefinition To { get; init; }
    /// <summary>Who may: role → condition on the record (<c>true</c> for all it sees).</summary>
    public required IReadOnlyDictionary<string, string> By { get; init; }
    /// <summary>What the dialog asks: a field of the entity by its key, <c>comment</c>, or an input of its own with a definition.</summary>
    public IReadOnlyDictionary<string, AskDefinition> Ask { get; init; } = new Dictionary<string, AskDefinition>();
    /// <summary>Conditions that must hold before, each with the reason shown on the disabled button.</summary>
    public IReadOnlyDictionary<string, LocalizedText> Require { get; init; } = new Dictionary<string, LocalizedText>();
    /// <summary>What happens besides, in this order, in the same transaction.</summary>
    public IReadOnlyList<EffectDefinition> Effects { get; init; } = [];
    /// <summary>Keys of the notices it sends.</summary>
    public IReadOnlyList<string> Notice { get; init; } = [];
    /// <summary>Roles that see this event and its comment in the history; absent, everyone who sees the record.</summary>
    public IReadOnlyList<string>? Audience { get; init; }
    /// <summary>What the dialog says will happen.</summary>
    public LocalizedText? Hint { get; init; }
    /// <summary>May be run for many selected records.</summary>
    public bool Bulk { get; init; }
    /// <summary>Shown among the quiet ones (cancel, pause), never as the primary button.</summary>
    public bool Quiet { get; init; }
    /// <summary>Shown in red.</summary>
    public bool Danger { get; init; }
}

/// <summary>Where a transition leads.</summary>
[ShortForm(nameof(State))]
public sealed record TargetDefinition : Definition
{
    /// <summary>The one state, or <c>same</c>, or <c>previous</c>.</summary>
    public string? State { get; init; }
    /// <summary>States by condition, the first true one wins: <c>{first: {queued: "debt &lt;= 0", awaiting_payment: "true"}}</c>.</summary>
    public IReadOnlyDictionary<string, string> First { get; init; } = new Dictionary<string, string>();
}

/// <summary>One thing a transition asks. Nothing written: the field of the entity of the same key, or the comment.</summary>
public sealed record AskDefinition : Definition
{
    /// <summary>An input of its own that no field keeps; effects read it as <c>@input.key</c>.</summary>
    public FieldDefinition? Input { get; init; }
    /// <summary>May be left empty; what is asked is required otherwise.</summary>
    public bool Optional { get; init; }
    /// <summary>Expression of the value proposed.</summary>
    public string? Suggest { get; init; }
    /// <summary>Label that replaces the field's.</summary>
    public LocalizedText? Title { get; init; }
    /// <summary>For a reference: fields shown beside each option (the load of an engineer).</summary>
    public IReadOnlyList<string> Show { get; init; } = [];
}

/// <summary>One effect of a transition; its kind is told by the key that it is written with: <c>set</c>, <c>create</c>, <c>update</c>, <c>invite</c>.</summary>
[Kinds]
public abstract record EffectDefinition : Definition
{
    /// <summary>Only when this holds.</summary>
    public string? When { get; init; }
}
