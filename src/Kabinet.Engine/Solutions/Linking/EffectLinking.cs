using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>Links the effects of a transition; each kind links its own. Expressions are over the record of the transition.</summary>
/// <param name="draft">The solution being linked.</param>
/// <param name="entity">Entity of the record.</param>
/// <param name="inputs">Inputs of the transition.</param>
internal sealed class EffectLinking(Draft draft, Entity entity, Inputs inputs)
{
    public Draft Draft => draft;
    public Entity Entity => entity;

    public IReadOnlyList<Effect> Link(IReadOnlyList<EffectDefinition> effects) =>
        [.. effects.Select(effect => draft.Kinds.Of(effect).Link(effect, this)).OfType<Effect>()];

    public Inputs Inputs => inputs;

    /// <summary>The condition of an effect; null if there is none.</summary>
    public Expression? When(EffectDefinition effect) => draft.Condition(effect.When, entity, effect.PlaceOf("when"), inputs);

    /// <summary>Links values for fields of an entity. Reports a problem if there are none.</summary>
    /// <param name="effect">The effect.</param>
    /// <param name="member">The key of the values.</param>
    /// <param name="values">Expressions by field key.</param>
    /// <param name="of">Entity of the fields.</param>
    /// <param name="over">
    /// Entity of the record that the expressions are over, with the record of the transition as <c>outer</c>; null for the latter itself.
    /// </param>
    public IReadOnlyList<(Field Field, Expression Value)> Values(
        EffectDefinition effect, string member, IReadOnlyDictionary<string, string> values, Entity of, Entity? over = null)
    {
        var linked = new List<(Field, Expression)>();
        foreach (var (key, text) in values)
            if (effect.PlaceOf(member, key) is var at && draft.WrittenField(of, key, at) is { } field)
                linked.Add((field, draft.Value(text, over ?? entity, field, at, inputs, over is null ? null : entity)));
        if (values.Count == 0 && effect.KnowsAll(member)) draft.Refuse(effect.At, new("problem.effect.nothing"));
        return linked;
    }

    /// <summary>Reports required fields that a created record would not have.</summary>
    public void JudgeRequired(EffectDefinition effect, IReadOnlyDictionary<string, string> values, Entity made)
    {
        foreach (var field in made.Fields.Where(field => field is { IsSystem: false, Definition: { Required: true, Default: null } }))
            if (!values.ContainsKey(field.Key) && !effect.MayHave("values", field.Key) && field.Definition.Knows("default"))
                draft.Refuse(effect.PlaceOf("values"), new("problem.effect.required", field.Key, made.Key));
    }

    /// <summary>The field of the transition's record that receives the id of the created record; null if none is named.</summary>
    public Field? Into(EffectDefinition effect, string? key, Entity made)
    {
        if (key is null || draft.WrittenField(entity, key, effect.PlaceOf("into")) is not { } into) return null;
        if (into.To != made) draft.Refuse(effect.PlaceOf("into"), new("problem.effect.into", key, made.Key));
        return into;
    }
}
