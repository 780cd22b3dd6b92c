using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Definitions.Linking;

/// <summary>Effects of the transitions of one entity; their expressions are over its record, those of an update over the record changed.</summary>
internal sealed class EffectLinking(Draft draft, Entity entity)
{
    private static readonly string[] Kinds = ["set", "create", "update", "invite"];

    public Effect? Link(EffectDefinition effect, Inputs inputs)
    {
        var when = draft.Condition(effect.When, entity, effect.PlaceOf("when"), inputs);
        var written = Kinds.Where(effect.KeysAt.ContainsKey).ToList();
        if (written.Count == 0 && !Kinds.All(effect.Knows) || written.Count == 1 && !effect.Knows(written[0])) return null;
        if (written.Count != 1)
        {
            draft.Refuse(effect.At, new("problem.effect.kind"));
            return null;
        }
        if (effect.Into is not null && written[0] is "set" or "update") draft.Refuse(effect.PlaceOf("into"), new("problem.effect.into_what"));
        return written[0] switch
        {
            "set" => new Effect.Set(when, Values(effect.Set!, entity, effect, "set", inputs)),
            "create" => Create(effect, when, inputs),
            "update" => Update(effect, when, inputs),
            _ => Invite(effect, when, inputs),
        };
    }

    private Effect.Create? Create(EffectDefinition effect, Expression? when, Inputs inputs)
    {
        var at = effect.PlaceOf("create");
        if (draft.Named(draft.Entities, effect.Create!, "entity", at) is not { } created) return null;
        if (created.Key is CoreEntities.User or CoreEntities.Membership || OwnedByAny.Of(created.Key) is not null) draft.Refuse(at, new("problem.effect.create", created.Key), new("problem.hint.invite"));
        JudgeRequired(created, effect);
        return new(when, created, Values(effect.Values, created, effect, "values", inputs), Into(effect, created));
    }

    private Effect.Update? Update(EffectDefinition effect, Expression? when, Inputs inputs)
    {
        var at = effect.PlaceOf("update");
        if (draft.CollectionOf(entity, effect.Update, at) is not { } collection) return null;
        if (collection.Entity.Key is CoreEntities.Membership || collection.OwnerKey is not null) draft.Refuse(at, new("problem.effect.update", collection.Entity.Key));
        return new(when, collection, Values(effect.Values, collection.Entity, effect, "values", inputs, collection.Entity));
    }

    private Effect.Invite? Invite(EffectDefinition effect, Expression? when, Inputs inputs)
    {
        var at = effect.PlaceOf("invite");
        if (draft.Named(draft.Roles, effect.Invite!, "role", at) is not { } role) return null;
        if (role.Definition.Service || role.Key == Role.Guest) draft.Refuse(at, new("problem.effect.invite", role.Key));
        var user = draft.Entities[CoreEntities.User];
        JudgeRequired(user, effect);
        return new(when, role.Key, Values(effect.Values, user, effect, "values", inputs), Into(effect, user));
    }

    private List<(Field, Expression)> Values(IReadOnlyDictionary<string, string> values, Entity of, EffectDefinition effect, string member, Inputs inputs, Entity? over = null)
    {
        var linked = new List<(Field, Expression)>();
        foreach (var (key, text) in values)
            if (draft.WrittenField(of, key, effect.PlaceOf(member, key)) is { } field) linked.Add((field, draft.Value(text, over ?? entity, field, effect.PlaceOf(member, key), inputs)));
        if (values.Count == 0 && effect.KnowsAll(member)) draft.Refuse(effect.At, new("problem.effect.nothing"));
        return linked;
    }

    private void JudgeRequired(Entity created, EffectDefinition effect)
    {
        foreach (var field in created.Fields.Where(field => field is { IsSystem: false, Definition.Required: true, Definition.Default: null } && !effect.Values.ContainsKey(field.Key) && !effect.MayHave("values", field.Key) && field.Definition.Knows("default")))
            draft.Refuse(effect.PlaceOf("values"), new("problem.effect.required", field.Key, created.Key));
    }

    private Field? Into(EffectDefinition effect, Entity created)
    {
        if (effect.Into is not { } key || draft.WrittenField(entity, key, effect.PlaceOf("into")) is not { } into) return null;
        if (into.To != created) draft.Refuse(effect.PlaceOf("into"), new("problem.effect.into", key, created.Key));
        return into;
    }
}
