using Kabinet.Engine.Expressions;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Solutions.Linking;
using Kabinet.Engine.Storage.Writing;

namespace Kabinet.Engine.Commands.Effects;

/// <summary>Sets fields of the records of a collection.</summary>
public sealed record UpdateEffectDefinition : EffectDefinition
{
    /// <summary>Collection of this record whose records are changed.</summary>
    public required string Update { get; init; }
    /// <summary>Fields of those records; expressions over each of them. They refer to this record by its reference field.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();
}

/// <summary>A linked <c>update</c>.</summary>
internal sealed record UpdateEffect(Expression? When, Collection Collection, IReadOnlyList<(Field Field, Expression Value)> Values)
    : TransitionEffect(When)
{
    public override bool MayChange(Dependencies needs) => Values.Any(pair => needs.Fields.Contains(pair.Field));

    // Values are evaluated on each record of the collection. This record is saved first, because they may refer to it.
    public override async ValueTask Do(EffectRun run)
    {
        var command = run.Command;
        await command.Save(run.Row);
        var members = run.Plan("members", () => RowStatements.Members(Collection));
        var ids = await command.Transaction.Query(members.Bind(run.Bindings.With(run.Row.Id)), static row =>
            row.GetInt64(0), command.Cancellation);
        foreach (var id in ids) await UpdateMember(run, id);
    }

    private async ValueTask UpdateMember(EffectRun run, long id)
    {
        var (command, entity) = (run.Command, Collection.Entity);
        var whole = command.Plan(entity, "whole", () => new RowQuestion(command.Plans.Dialect, entity, Expression.True, [], whole: true));
        var question = run.Plan("member", () =>
            new RowQuestion(command.Plans.Dialect, entity, Expression.True, [.. Values.Select(pair => pair.Value)]));
        if (await command.Take(whole, entity, id) is not { } found) return;
        var member = new RecordRow(found.Whole);
        if (await question.Ask(command.Transaction, run.Bindings, id, command.Cancellation) is not { } answer) return;
        for (var i = 0; i < Values.Count; i++) member.Set(Values[i].Field, answer.Values[i]);
        if (!member.HasUnsaved) return;
        await command.Save(member);
        var refusals = new Refusals();
        await command.JudgeRequirements(member, refusals);
        refusals.ThrowIfAny();
        await command.Journal(await command.Authorise(new(entity, id, EventKind.Updated, member.Version) { Changes = member.Changes() }));
        await command.JournalOnOwner(member, EventKind.Updated);
    }
}

/// <summary><c>- update: …</c>.</summary>
internal sealed class UpdateEffectKind : EffectKind<UpdateEffectDefinition>
{
    public override string Key => "update";

    protected override UpdateEffect? Link(UpdateEffectDefinition effect, EffectLinking linking)
    {
        var (draft, at) = (linking.Draft, effect.PlaceOf("update"));
        if (draft.CollectionOf(linking.Entity, effect.Update, at) is not { Entity: var changed } collection) return null;
        if (changed.Key is CoreEntities.Membership || collection.OwnerKey is not null)
            draft.Refuse(at, new("problem.effect.update", changed.Key));
        return new(linking.When(effect), collection, linking.Values(effect, "values", effect.Values, changed, over: changed));
    }
}
