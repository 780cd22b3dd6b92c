using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Solutions.Linking;

namespace Kabinet.Engine.Commands.Effects;

/// <summary>Creates a record of another entity, or finds one.</summary>
public sealed record CreateEffectDefinition : EffectDefinition
{
    /// <summary>Entity of the new record.</summary>
    public required string Create { get; init; }
    /// <summary>
    /// Condition on the records of the entity; <c>outer</c> is this record: <c>phone = outer.phone</c>. If a record meets it, the oldest
    /// such record is taken and nothing is created. Default: a record is always created.
    /// </summary>
    public string? Find { get; init; }
    /// <summary>Fields of the new record; expressions over this record (<c>id</c> is this record).</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();
    /// <summary>Reference field of this record that is set to the new or found record.</summary>
    public string? Into { get; init; }
}

/// <summary>A linked <c>create</c>.</summary>
/// <param name="When">Condition of the effect.</param>
/// <param name="Entity">Entity of the new record.</param>
/// <param name="Oldest">The id of the oldest record that is taken instead, over the transition's record; null to create always.</param>
/// <param name="Values">Fields of the new record.</param>
/// <param name="Into">Field that is set to the record.</param>
internal sealed record CreateEffect(Expression? When, Entity Entity, Aggregate? Oldest,
    IReadOnlyList<(Field Field, Expression Value)> Values, Field? Into) : TransitionEffect(When)
{
    public override bool MayChange(Dependencies needs) =>
        needs.Collections.Any(collection => collection.Entity == Entity) || (Into is not null && needs.Fields.Contains(Into));
    public override Entity? Creates => Entity;
    internal override IEnumerable<Expression> Searches => Oldest is null ? [] : [Oldest];

    public override async ValueTask Do(EffectRun run) =>
        run.Put(Into, await Found(run) ?? await run.Command.Make(Entity, await run.Values(Values), new MarkedFields(Entity, InputOf)));

    private async ValueTask<long?> Found(EffectRun run)
    {
        if (Oldest is null) return null;
        run.Command.Seeks(Entity);
        if (await Kept(run) is { } known) return known;
        // Of two that look for the same record and do not find it, one creates it and the other waits and looks again.
        if (run.Command.Plans.Dialect.Lock($"find {Entity.Key}") is not { } alone) return null;
        await run.Command.Transaction.Defer(alone, changed: null, run.Command.Cancellation);
        return await Kept(run);
    }

    /// <summary>The oldest record, kept as it is until the end of the command.</summary>
    private async ValueTask<long?> Kept(EffectRun run)
    {
        var command = run.Command;
        long? last = null;
        while (await Look(run) is { } id)
        {
            // Nobody changes it between the look and the lock where it is found once more.
            if (id == last || !command.Plans.Dialect.LocksRows) return id;
            if (Into is null) await command.Keep(Entity, id);
            else await command.HoldTarget(Into, id);
            last = id;
        }
        return null;
    }

    private async ValueTask<long?> Look(EffectRun run) => (long?)await run.Value("find", Oldest!, Oldest!.Type);

    /// <summary>An error of a field whose value was typed into the dialog stands at that input.</summary>
    private string? InputOf(string key) =>
        Values.FirstOrDefault(pair => pair.Field.Key == key).Value is ParameterValue { Parameter: InputParameter input } ? input.Key : null;
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
        return new(linking.When(effect), created, Oldest(effect, created, linking),
            linking.Values(effect, "values", effect.Values, created), linking.Into(effect, effect.Into, created));
    }

    // Within a collection of all records, the record around it is the one of the transition.
    private static Aggregate? Oldest(CreateEffectDefinition effect, Entity created, EffectLinking linking)
    {
        var (id, at) = (created[SystemFields.Id], effect.PlaceOf("find"));
        if (linking.Draft.ConditionWithin(effect.Find, created, linking.Entity, at, linking.Inputs) is not { } condition) return null;
        return new(id.Type, Aggregation.Min, [], created.Everything, new FieldValue(id.Type, [], id), condition);
    }
}
