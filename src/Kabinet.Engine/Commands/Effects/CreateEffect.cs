using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;

namespace Kabinet.Engine.Commands.Effects;

/// <summary>Creates a record of another entity.</summary>
public sealed record CreateEffectDefinition : EffectDefinition
{
    /// <summary>Entity of the new record.</summary>
    public required string Create { get; init; }
    /// <summary>Fields of the new record; expressions over this record (<c>id</c> is this record).</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();
    /// <summary>Reference field of this record that is set to the new record.</summary>
    public string? Into { get; init; }
}

/// <summary>A linked <c>create</c>.</summary>
internal sealed record CreateEffect(Expression? When, Entity Entity, IReadOnlyList<(Field Field, Expression Value)> Values, Field? Into)
    : TransitionEffect(When)
{
    public override bool MayChange(Dependencies needs) =>
        needs.Collections.Any(collection => collection.Entity == Entity) || (Into is not null && needs.Fields.Contains(Into));
    public override Entity? Creates => Entity;

    public override async ValueTask Do(EffectRun run) => run.Put(Into, await run.Command.Make(Entity, await run.Values(Values)));
}

/// <summary><c>- create: …</c>.</summary>
internal sealed class CreateEffectKind : EffectKind<CreateEffectDefinition>
{
    public override string Key => "create";

    protected override CreateEffect? Link(CreateEffectDefinition effect, EffectLinking linking)
    {
        var (draft, at) = (linking.Draft, effect.PlaceOf("create"));
        if (draft.Named(draft.Entities, effect.Create, "entity", at) is not { } created) return null;
        if (created.Key is CoreEntities.User or CoreEntities.Membership || OwnedByAny.Of(created.Key) is not null)
            draft.Refuse(at, new("problem.effect.create", created.Key), new("problem.hint.invite"));
        linking.JudgeRequired(effect, effect.Values, created);
        return new(linking.When(effect), created, linking.Values(effect, "values", effect.Values, created),
            linking.Into(effect, effect.Into, created));
    }
}
