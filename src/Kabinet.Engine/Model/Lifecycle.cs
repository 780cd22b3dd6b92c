using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Model;

/// <summary>Linked states and transitions.</summary>
public sealed record Lifecycle(IReadOnlyDictionary<string, State> States, IReadOnlyDictionary<string, Transition> Transitions, State Initial);

/// <summary>One state.</summary>
/// <param name="Key">Value of the status field.</param>
/// <param name="Definition">What was written.</param>
/// <param name="Index">Place among the states.</param>
/// <param name="Limit">How long a record may stay; null for ever.</param>
public sealed record State(string Key, StateDefinition Definition, int Index, TimeSpan? Limit);

/// <summary>One transition.</summary>
public sealed record Transition
{
    /// <summary>Key.</summary>
    public required string Key { get; init; }
    /// <summary>What was written.</summary>
    public required TransitionDefinition Definition { get; init; }
    /// <summary>States it starts from.</summary>
    public required IReadOnlySet<string> From { get; init; }
    /// <summary>Where it leads.</summary>
    public required Target Target { get; init; }
    /// <summary>Condition by role.</summary>
    public required IReadOnlyDictionary<string, Expression> By { get; init; }
    /// <summary>What is asked, in order; the comment is not among them.</summary>
    public required IReadOnlyList<Ask> Asks { get; init; }
    /// <summary>How the comment is asked; null when it is not (one may still be sent).</summary>
    public AskDefinition? Comment { get; init; }
    /// <summary>Conditions judged before.</summary>
    public required IReadOnlyList<Requirement> Requirements { get; init; }
    /// <summary>What happens besides.</summary>
    public required IReadOnlyList<Effect> Effects { get; init; }
    /// <summary>Notices sent.</summary>
    public IReadOnlyList<Notice> Notices { get; internal set; } = [];
    /// <summary>Keys of the roles that see the event; null for all who see the record.</summary>
    public IReadOnlySet<string>? Audience { get; init; }

    /// <inheritdoc />
    public bool Equals(Transition? other) => ReferenceEquals(this, other);
    /// <inheritdoc />
    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
}

/// <summary>Where a transition leads.</summary>
public abstract record Target
{
    /// <summary>To one state.</summary>
    public sealed record To(State State) : Target;
    /// <summary>Stays where it is.</summary>
    public sealed record Same : Target;
    /// <summary>To the state before the present one.</summary>
    public sealed record Previous : Target;
    /// <summary>To the first state whose condition holds after the effects; stays where none does.</summary>
    public sealed record First(IReadOnlyList<(State State, Expression When)> Options) : Target;
}

/// <summary>One asked value: a field of the record, or an input of the transition alone.</summary>
/// <param name="Key">Key in the form and in <c>@input</c>.</param>
/// <param name="Field">The field that parses and checks it.</param>
/// <param name="OfRecord">True when the record keeps it.</param>
/// <param name="Definition">What was written.</param>
/// <param name="Suggest">The value proposed.</param>
/// <param name="Show">For a reference: paths from its record shown beside each option.</param>
public sealed record Ask(string Key, Field Field, bool OfRecord, AskDefinition Definition, Expression? Suggest, IReadOnlyList<FieldPath> Show);

/// <summary>One linked effect. What it does stands with its kind.</summary>
/// <param name="When">Only when this holds; over the record and <c>@input</c>.</param>
public abstract record Effect(Expression? When);

/// <summary>A linked notice.</summary>
/// <param name="Definition">What was written.</param>
/// <param name="Entity">Entity of the record.</param>
/// <param name="Receivers">Who gets it.</param>
public sealed record Notice(NoticeDefinition Definition, Entity Entity, IReadOnlyList<Receiver> Receivers)
{
    /// <summary>Key.</summary>
    public string Key => Definition.Notice;
}

/// <summary>Who gets a notice.</summary>
public abstract record Receiver
{
    /// <summary>The person a path leads to.</summary>
    public sealed record Person(FieldPath Path) : Receiver;
    /// <summary>The people of a collection reached through references (<c>partner.people</c>).</summary>
    public sealed record People(IReadOnlyList<Field> Through, Collection Collection) : Receiver;
    /// <summary>Everybody with a role who may read the record.</summary>
    public sealed record WithRole(string Role) : Receiver;
}
