using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>What the effects of a transition need to be linked: each kind links its own. Expressions are over the record of the transition.</summary>
/// <param name="draft">The solution while it is linked.</param>
/// <param name="entity">Entity of the record.</param>
/// <param name="inputs">What the transition asks.</param>
internal sealed class EffectLinking(Draft draft, Entity entity, Inputs inputs)
{
    public Draft Draft => draft;
    public Entity Entity => entity;

    public IReadOnlyList<Effect> Link(IReadOnlyList<EffectDefinition> effects) =>
        [.. effects.Select(effect => draft.Kinds.Of(effect).Link(effect, this)).OfType<Effect>()];

    /// <summary>The condition of an effect; null where none is written.</summary>
    public Expression? When(EffectDefinition effect) => draft.Condition(effect.When, entity, effect.PlaceOf("when"), inputs);

    /// <summary>Values for the fields of an entity, told where there are none.</summary>
    /// <param name="effect">The effect.</param>
    /// <param name="member">The key under which they are written.</param>
    /// <param name="values">As written.</param>
    /// <param name="of">Whose fields.</param>
    /// <param name="over">Whose record the expressions are over; this record's entity where absent.</param>
    public IReadOnlyList<(Field Field, Expression Value)> Values(
        EffectDefinition effect, string member, IReadOnlyDictionary<string, string> values, Entity of, Entity? over = null)
    {
        var linked = new List<(Field, Expression)>();
        foreach (var (key, text) in values)
            if (effect.PlaceOf(member, key) is var at && draft.WrittenField(of, key, at) is { } field)
                linked.Add((field, draft.Value(text, over ?? entity, field, at, inputs)));
        if (values.Count == 0 && effect.KnowsAll(member)) draft.Refuse(effect.At, new("problem.effect.nothing"));
        return linked;
    }

    /// <summary>Tells of required fields that a made record would lack.</summary>
    public void JudgeRequired(EffectDefinition effect, IReadOnlyDictionary<string, string> values, Entity made)
    {
        foreach (var field in made.Fields.Where(field => field is { IsSystem: false, Definition: { Required: true, Default: null } }))
            if (!values.ContainsKey(field.Key) && !effect.MayHave("values", field.Key) && field.Definition.Knows("default"))
                draft.Refuse(effect.PlaceOf("values"), new("problem.effect.required", field.Key, made.Key));
    }

    /// <summary>The field of this record that receives a made one; null where none is named.</summary>
    public Field? Into(EffectDefinition effect, string? key, Entity made)
    {
        if (key is null || draft.WrittenField(entity, key, effect.PlaceOf("into")) is not { } into) return null;
        if (into.To != made) draft.Refuse(effect.PlaceOf("into"), new("problem.effect.into", key, made.Key));
        return into;
    }
}
