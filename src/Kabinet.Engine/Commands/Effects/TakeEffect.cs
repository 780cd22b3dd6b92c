using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions;
using Kabinet.Engine.Solutions.Linking;

namespace Kabinet.Engine.Commands.Effects;

/// <summary>Takes a transition of other records. Records in a state that it does not start from are left alone.</summary>
public sealed record TakeEffectDefinition : EffectDefinition
{
    /// <summary>Transition of those records.</summary>
    public required string Take { get; init; }
    /// <summary>
    /// The records: a reference of this record, a path of references, or a collection, also one at the end of a path (<c>order.lines</c>).
    /// Nothing happens where a reference is empty.
    /// </summary>
    public required string On { get; init; }
    /// <summary>Condition on each of those records, all if absent; <c>outer</c> is this record.</summary>
    public string? Where { get; init; }
    /// <summary>What the transition asks for; expressions over this record. What it requires must be given.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();
    /// <summary>Expression over this record of the comment of the transition, for example <c>@input.comment</c>.</summary>
    public string? Comment { get; init; }
}

/// <summary>A linked <c>take</c>.</summary>
/// <param name="When">Condition of the effect.</param>
/// <param name="Records">The other records.</param>
/// <param name="Transition">Their transition.</param>
/// <param name="Values">Expressions of its inputs over this record.</param>
/// <param name="Comment">Expression of its comment; null for none.</param>
internal sealed record TakeEffect(Expression? When, EffectRecords Records, Transition Transition,
    IReadOnlyList<(Field Field, Expression Value)> Values, Expression? Comment) : TransitionEffect(When)
{
    public override Transition Takes => Transition;
    public override FieldPath? Changes => Records.Collection is null ? Records.Path : null;

    public override async ValueTask Do(EffectRun run)
    {
        var (ids, command) = (await Records.Find(run), run.Command);
        if (ids.Count == 0) return;
        var values = await run.Values(Values);
        var comment = Comment is null ? null : (string?)await run.Value("comment", Comment, DataType.Text);
        foreach (var id in ids)
        {
            // The condition is judged on the record that no other command changes any more.
            await command.Lock(Records.Entity, id);
            if (await Records.Ask(run, id, []) is not null)
                await TakeTransition.RunOnOther(command, Records.Entity, id, Transition, (values, comment));
        }
    }
}

/// <summary><c>- take: …</c>.</summary>
internal sealed class TakeEffectKind : EffectKind<TakeEffectDefinition>
{
    public override string Key => "take";

    protected override TakeEffect? Link(TakeEffectDefinition effect, EffectLinking linking)
    {
        var draft = linking.Draft;
        if (EffectRecords.Of(linking, effect, "on", effect.On, effect.Where) is not { } records
            || draft.TransitionOf(records.Entity, effect.Take, effect.PlaceOf("take")) is not { } transition) return null;
        JudgeGiven(draft, effect, transition);
        return new(linking.When(effect), records, transition, Values(effect, transition, linking), Comment(effect, linking));
    }

    private static List<(Field Field, Expression Value)> Values(TakeEffectDefinition effect, Transition transition, EffectLinking linking)
    {
        var (draft, values) = (linking.Draft, new List<(Field Field, Expression Value)>());
        var asks = transition.Asks.ToDictionary(ask => ask.Key, StringComparer.Ordinal);
        foreach (var (key, text) in effect.Values)
            if (effect.PlaceOf("values", key) is var at
                && draft.Named(asks, key, "ask", at, asked => transition.Definition.MayHave("ask", asked)) is { } ask)
                values.Add((ask.Field, draft.Value(text, linking.Entity, ask.Field, at, linking.Inputs)));
        return values;
    }

    private static Expression? Comment(TakeEffectDefinition effect, EffectLinking linking) =>
        effect.Comment is not { } text ? null
            : linking.Draft.Text(text, linking.Entity, effect.PlaceOf("comment"), linking.Inputs);

    /// <summary>Reports what the transition requires and the effect does not give.</summary>
    private static void JudgeGiven(Draft draft, TakeEffectDefinition effect, Transition transition)
    {
        foreach (var ask in transition.Asks.Where(ask => !ask.Definition.Optional && ask.Definition.Knows("optional")))
            if (!effect.Values.ContainsKey(ask.Key) && !effect.MayHave("values", ask.Key))
                draft.Refuse(effect.PlaceOf("values"), new("problem.take.input", transition.Key, ask.Key));
        if (transition.Comment is { Optional: false } comment && comment.Knows("optional") && effect.Comment is null
            && effect.Knows("comment"))
            draft.Refuse(effect.At, new("problem.take.comment", transition.Key));
    }
}
