using Kabinet.Engine.Expressions;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Model;

/// <summary>The linked lifecycle of an entity: its states and transitions by key.</summary>
public sealed record Lifecycle(IReadOnlyDictionary<string, State> States, IReadOnlyDictionary<string, Transition> Transitions,
    State Initial)
{
    /// <summary>Transitions that the platform takes itself, in order.</summary>
    public IReadOnlyList<Transition> Following { get; } = [.. Transitions.Values.Where(transition => transition.Follows is not null)];
    /// <summary>Transitions that the platform takes at a time, in order.</summary>
    public IReadOnlyList<Transition> Timed { get; } = [.. Transitions.Values.Where(transition => transition.Timing is not null)];
    /// <summary>States whose records do not count.</summary>
    public IReadOnlyList<State> Void { get; } = [.. States.Values.Where(state => state.Definition.Void)];
}

/// <summary>A linked state.</summary>
/// <param name="Key">Value of the status field.</param>
/// <param name="Definition">The definition it was linked from.</param>
/// <param name="Index">Zero-based position among the states.</param>
/// <param name="Limit">How long a record may stay in the state before it is overdue; null for no limit.</param>
public sealed record State(string Key, StateDefinition Definition, int Index, TimeSpan? Limit);

/// <summary>A linked transition.</summary>
public sealed record Transition
{
    /// <summary>Key of the transition.</summary>
    public required string Key { get; init; }
    /// <summary>The definition it was linked from.</summary>
    public required TransitionDefinition Definition { get; init; }
    /// <summary>Keys of the states from which it can be taken.</summary>
    public required IReadOnlySet<string> From { get; init; }
    /// <summary>The state after the transition.</summary>
    public required Target Target { get; init; }
    /// <summary>Who may take it: condition on the record by role key.</summary>
    public required IReadOnlyDictionary<string, Expression> By { get; init; }
    /// <summary>Condition under which the platform takes it; null for a transition of people.</summary>
    public Expression? Follows { get; init; }
    /// <summary>When the platform takes it; null if it waits for a person or a change.</summary>
    public Timing? Timing { get; internal set; }
    /// <summary>Values that the dialog asks for, in order, without the comment.</summary>
    public required IReadOnlyList<Ask> Asks { get; init; }
    /// <summary>Groups that the dialog asks files for, in order.</summary>
    public IReadOnlyList<AskedFiles> Files { get; init; } = [];
    /// <summary>How the dialog asks for a comment; null if it does not. A comment may be sent anyway.</summary>
    public AskDefinition? Comment { get; init; }
    /// <summary>The suggested comment; null if none is suggested.</summary>
    public Expression? SuggestedComment { get; init; }
    /// <summary>Conditions checked before the transition.</summary>
    public required IReadOnlyList<Requirement> Requirements { get; init; }
    /// <summary>Fields of the record shown in the dialog.</summary>
    public IReadOnlyList<FieldPath> Show { get; init; } = [];
    /// <summary>Effects, in the order in which they run.</summary>
    public IReadOnlyList<Effect> Effects { get; internal set; } = [];
    /// <summary>Notices that it sends.</summary>
    public IReadOnlyList<Notice> Notices { get; internal set; } = [];
    /// <summary>Keys of the roles that see the event in the history; null for everyone who may read the record.</summary>
    public IReadOnlySet<string>? Audience { get; init; }

    /// <summary>
    /// Conditions of the target states whose answer is known before the transition: neither what it asks nor its effects change them. Empty
    /// if the first of them is not known.
    /// </summary>
    public IReadOnlyList<(State State, Expression When)> KnownBefore =>
        Target is Target.First first ? [.. first.Options.TakeWhile(option => IsKnownBefore(Dependencies.OfWhole(option.When)))] : [];

    /// <summary>The transition and all those that its effects take, directly or through others.</summary>
    internal IEnumerable<Transition> WithTaken() =>
        Effects.Select(effect => effect.Takes).OfType<Transition>().SelectMany(taken => taken.WithTaken()).Prepend(this).Distinct();

    private bool IsKnownBefore(Dependencies needs) =>
        !needs.Parameters.Any(parameter => parameter is InputParameter)
            && !Asks.Any(ask => ask.OfRecord && needs.Fields.Contains(ask.Field))
            && !Effects.Any(effect => effect.MayChange(needs));
    /// <summary>True if the record may be in the same state afterwards, so that the transition could be taken again.</summary>
    public bool MayKeepState => Target is not Target.To to || From.Contains(to.State.Key);

    /// <inheritdoc />
    public bool Equals(Transition? other) => ReferenceEquals(this, other);
    /// <inheritdoc />
    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
}

/// <summary>Where a transition leads.</summary>
public abstract record Target
{
    /// <summary>To a fixed state.</summary>
    public sealed record To(State State) : Target;
    /// <summary>The state does not change.</summary>
    public sealed record Same : Target;
    /// <summary>To the state before the current one.</summary>
    public sealed record Previous : Target;
    /// <summary>To the first state whose condition is true after the effects. If none is, the state does not change.</summary>
    public sealed record First(IReadOnlyList<(State State, Expression When)> Options) : Target;
}

/// <summary>One value that a transition asks for: a field of the record, or an input used only by the transition.</summary>
/// <param name="Key">Key in the form and in <c>@input</c>.</param>
/// <param name="Field">The field that parses and validates the value.</param>
/// <param name="OfRecord">True if the value is saved in the record.</param>
/// <param name="Definition">The definition it was linked from.</param>
/// <param name="Suggest">Expression of the suggested value; null for none.</param>
/// <param name="Show">For a reference: fields of the referenced record shown beside each option.</param>
public sealed record Ask(string Key, Field Field, bool OfRecord, AskDefinition Definition, Expression? Suggest,
    IReadOnlyList<FieldPath> Show)
{
    private IReadOnlySet<Field>? suggestedBy;

    /// <summary>Own fields of the record that the suggestion rests on, also through what they refer to.</summary>
    public IReadOnlySet<Field> SuggestedBy => suggestedBy ??= Suggest is null ? new HashSet<Field>()
        : Dependencies.OfWhole(Suggest).Paths.Select(path => path.Through is [var first, ..] ? first : path.Field).ToHashSet();
}

/// <summary>Files of a group that a transition asks for.</summary>
/// <param name="Group">The group.</param>
/// <param name="Definition">The definition it was linked from.</param>
/// <param name="Exist">Condition on the record: the group has a file.</param>
public sealed record AskedFiles(FileGroup Group, AskedFilesDefinition Definition, Expression Exist)
{
    private const string Before = "files.";

    /// <summary>Name of the input in forms, and key of its errors.</summary>
    public string Name => NameOf(Group.Key);

    /// <summary>The name for a group.</summary>
    public static string NameOf(string group) => Before + group;

    /// <summary>The group that an input of a form is for; null where it is for none.</summary>
    public static string? GroupOf(string name) => name.StartsWith(Before, StringComparison.Ordinal) ? name[Before.Length..] : null;
}

/// <summary>A linked effect. Each kind adds what it needs to run.</summary>
/// <param name="When">Condition under which the effect runs, over the record and <c>@input</c>; null for always.</param>
public abstract record Effect(Expression? When)
{
    /// <summary>Whether the effect may change something that a condition on the record rests on.</summary>
    public virtual bool MayChange(Dependencies needs) => true;
    /// <summary>Fields of the transition's record that it sets.</summary>
    public virtual IEnumerable<Field> Sets => [];
    /// <summary>The entity of the records that it creates; null if it creates none.</summary>
    public virtual Entity? Creates => null;
    /// <summary>The transition of other records that it takes; null if it takes none.</summary>
    public virtual Transition? Takes => null;
    /// <summary>References from the transition's record to the one record that it changes; null if there is no such record.</summary>
    public virtual FieldPath? Changes => null;
    /// <summary>Whether it makes a person.</summary>
    public virtual bool Invites => false;
    /// <summary>Expressions over the transition's record that search other records.</summary>
    internal virtual IEnumerable<Expression> Searches => [];
}

/// <summary>A linked notice.</summary>
/// <param name="Definition">The definition it was linked from.</param>
/// <param name="Entity">Entity of the record that the notice is about.</param>
/// <param name="Receivers">Who receives it.</param>
public sealed record Notice(NoticeDefinition Definition, Entity Entity, IReadOnlyList<Addressee> Receivers)
{
    /// <summary>Key of the notice.</summary>
    public string Key => Definition.Notice;

    /// <summary>All its texts with placeholders.</summary>
    public IEnumerable<LocalizedText> Texts =>
        new[] { Definition.Text, Definition.Letter?.Subject, Definition.Letter?.Body }.Concat(Receivers.Select(each => each.Words))
            .OfType<LocalizedText>();
}

/// <summary>One receiver of a notice.</summary>
/// <param name="Receiver">Who receives it.</param>
/// <param name="Words">The message for this receiver; null for the common one.</param>
public sealed record Addressee(Receiver Receiver, LocalizedText? Words);

/// <summary>Who receives a notice.</summary>
public abstract record Receiver
{
    /// <summary>The user that a path points to.</summary>
    public sealed record Person(FieldPath Path) : Receiver;
    /// <summary>The users of a collection, reached through references (<c>partner.people</c>).</summary>
    public sealed record People(IReadOnlyList<Field> Through, Collection Collection) : Receiver;
    /// <summary>An address that the record holds, of somebody outside.</summary>
    public sealed record Outside(FieldPath Path) : Receiver;
    /// <summary>All users with a role who may read the record.</summary>
    public sealed record WithRole(string Role) : Receiver;
}
