using Kabinet.Engine.Expressions;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Solutions.Linking;

namespace Kabinet.Engine.Commands.Effects;

/// <summary>Sets fields of other records.</summary>
public sealed record UpdateEffectDefinition : EffectDefinition
{
    /// <summary>
    /// The records: a reference of this record, a path of references, or a collection, also one at the end of a path (<c>order.lines</c>).
    /// Nothing happens where a reference is empty.
    /// </summary>
    public required string Update { get; init; }
    /// <summary>Condition on each of those records, all if absent; <c>outer</c> is this record.</summary>
    public string? Where { get; init; }
    /// <summary>Fields of those records; expressions over each of them. <c>outer</c> is this record: <c>paid + outer.amount</c>.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();
}

/// <summary>A linked <c>update</c>.</summary>
internal sealed record UpdateEffect(Expression? When, EffectRecords Records, IReadOnlyList<(Field Field, Expression Value)> Values)
    : TransitionEffect(When)
{
    // Where records refer to each other, the changed record may be the record of the transition itself.
    public override bool MayChange(Dependencies needs) => Values.Any(pair => needs.Fields.Contains(pair.Field));
    public override FieldPath? Changes => Records.Collection is null ? Records.Path : null;

    public override async ValueTask Do(EffectRun run)
    {
        foreach (var id in await Records.Find(run)) await UpdateOther(run, id);
    }

    private async ValueTask UpdateOther(EffectRun run, long id)
    {
        var (command, entity) = (run.Command, Records.Entity);
        if (await Load(command, entity, id) is not { } other) return;
        if (await Records.Ask(run, id, [.. Values.Select(pair => pair.Value)]) is not { } values) return;
        for (var i = 0; i < Values.Count; i++) other.Set(Values[i].Field, values[i]);
        if (!other.HasUnsaved) return;
        await command.Save(other);
        // A record whose own transition is running is checked and journalled by that transition.
        if (command.Taking(entity, id) is not null) return;
        var refusals = new Refusals();
        await command.JudgeRequirements(other, refusals);
        refusals.ThrowIfAny();
        await command.Journal(await command.Authorise(new(entity, id, EventKind.Updated, other.Version) { Changes = other.Changes() }));
        await command.JournalOnOwner(other, EventKind.Updated);
    }

    private static async ValueTask<RecordRow?> Load(CommandRun command, Entity entity, long id)
    {
        if (command.Taking(entity, id) is { } taking)
        {
            await command.Save(taking);
            return taking;
        }
        var whole = command.Plan(entity, "whole", () => new RowQuestion(command.Plans.Dialect, entity, Expression.True, [], whole: true));
        return await command.Take(whole, entity, id) is { } found ? new(found.Whole) : null;
    }
}

/// <summary><c>- update: …</c>.</summary>
internal sealed class UpdateEffectKind : EffectKind<UpdateEffectDefinition>
{
    public override string Key => "update";

    protected override UpdateEffect? Link(UpdateEffectDefinition effect, EffectLinking linking)
    {
        if (EffectRecords.Of(linking, effect, "update", effect.Update, effect.Where) is not { Entity: var changed } records) return null;
        if (changed.Key is CoreEntities.Membership || OwnedByAny.Of(changed.Key) is not null)
            linking.Draft.Refuse(effect.PlaceOf("update"), new("problem.effect.update", changed.Key));
        return new(linking.When(effect), records, linking.Values(effect, "values", effect.Values, changed, over: changed));
    }
}
