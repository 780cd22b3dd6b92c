using Kabinet.Engine.Expressions;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Lifecycles;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage.Writing;

namespace Kabinet.Engine.Commands;

/// <summary>
/// One permitted transition doing its work: the asked fields are set, then each effect sees the record as the effects before it left it, still in its old state;
/// the conditions of where it leads are judged last, then the state changes.
/// </summary>
internal sealed class TransitionRun
{
    private readonly CommandRun outer;
    private readonly ActorBindings bindings;
    private readonly Transition transition;
    private readonly RecordRow row;

    public TransitionRun(CommandRun run, Transition transition, RecordRow row, AskedValues asked)
    {
        (outer, this.transition, this.row) = (run, transition, row);
        bindings = run.Bindings.WithInputs(asked.Values);
        foreach (var ask in transition.Asks.Where(ask => ask.OfRecord)) row.Set(row.Entity[ask.Key], asked.Values[ask.Key]);
    }

    public async ValueTask DoEffects()
    {
        for (var i = 0; i < transition.Effects.Count; i++) await Do(transition.Effects[i], $"effect {i}");
    }

    /// <summary>Judges where it leads, writes the record and checks what every written record must meet.</summary>
    public async ValueTask Move()
    {
        var status = row.Entity[SystemFields.Status];
        var answers = transition.Target is Target.First first ? await Values("target", [.. first.Options.Select(option => (Expression: option.When, DataType.YesNo))]) : [];
        var state = TransitionDecision.Destination(row.Entity.Lifecycle!, transition, (row.Status!, row.PreviousStatus), [.. answers.Select(answer => answer is true)]);
        if (state.Key != row.Status)
        {
            row.PreviousStatus = row.Status;
            row.Set(status, state.Key);
            row.Set(row.Entity[SystemFields.StatusSince], bindings.Now);
        }
        await outer.Save(row);
        if (row.Changes().Count == 0) return;
        var refusals = new Refusals();
        await outer.JudgeRequirements(row, refusals);
        refusals.ThrowIfAny();
    }

    private async ValueTask Do(Effect effect, string name)
    {
        if (effect.When is { } when && (await Values($"{name} when", [(when, DataType.YesNo)]))[0] is not true) return;
        if (effect is Effect.Update update)
        {
            await UpdateMembers(update, name);
            return;
        }
        var values = await Valued(effect switch
        {
            Effect.Set set => set.Values,
            Effect.Create create => create.Values,
            Effect.Invite invite => invite.Values,
            _ => throw new InvalidOperationException($"Unknown effect {effect.GetType().Name}"),
        }, name);
        switch (effect)
        {
            case Effect.Set:
                foreach (var (field, value) in values) row.Set(field, value);
                break;
            case Effect.Create create:
                Into(create.Into, await outer.Make(create.Entity, values));
                break;
            case Effect.Invite invite:
                Into(invite.Into, await outer.Invitation.Invite(outer, invite.Role, values));
                break;
        }
    }

    private void Into(Field? field, long id)
    {
        if (field is not null) row.Set(field, id);
    }

    private async ValueTask<Dictionary<Field, object?>> Valued(IReadOnlyList<(Field Field, Expression Value)> wanted, string name)
    {
        var values = await Values(name, [.. wanted.Select(pair => (pair.Value, pair.Field.Type))]);
        return wanted.Select((pair, i) => (pair.Field, values[i])).ToDictionary();
    }

    /// <summary>What expressions over the record are worth now. What is at hand is taken; for the rest the record is written as far as it has come and asked.</summary>
    private async ValueTask<object?[]> Values(string name, IReadOnlyList<(Expression Expression, DataType Type)> wanted)
    {
        var values = new object?[wanted.Count];
        var open = new List<int>();
        for (var i = 0; i < values.Length; i++)
            if (!Immediate.TryGet(wanted[i].Expression, row, bindings, wanted[i].Type, out values[i])) open.Add(i);
        if (open.Count == 0) return values;
        await outer.Save(row);
        var question = outer.Plan(transition, name, () => new RowQuestion(outer.Plans.Dialect, row.Entity, Expression.True, [.. open.Select(i => wanted[i].Expression)]));
        var answer = await question.Ask(outer.Transaction, bindings, row.Id, outer.Cancellation) ?? throw RefusedException.NotFound();
        for (var i = 0; i < open.Count; i++) values[open[i]] = answer.Values[i];
        return values;
    }

    // Each record of the collection is worth its own values, over itself as it is now; this record is written first, since they may reach back to it.
    private async ValueTask UpdateMembers(Effect.Update update, string name)
    {
        await outer.Save(row);
        var members = outer.Plan(transition, $"{name} members", () => RowStatements.Members(update.Collection));
        var ids = await outer.Transaction.Query(members.Bind(bindings.With(row.Id)), static row => row.GetInt64(0), outer.Cancellation);
        foreach (var id in ids) await UpdateMember(update, id, name);
    }

    private async ValueTask UpdateMember(Effect.Update update, long id, string name)
    {
        var entity = update.Collection.Entity;
        var whole = outer.Plan(entity, "whole", () => new RowQuestion(outer.Plans.Dialect, entity, Expression.True, [], whole: true));
        var question = outer.Plan(transition, $"{name} member", () => new RowQuestion(outer.Plans.Dialect, entity, Expression.True, [.. update.Values.Select(pair => pair.Value)]));
        if (await outer.Take(whole, entity, id) is not { Whole: var member } || await question.Ask(outer.Transaction, bindings, id, outer.Cancellation) is not { } answer) return;
        for (var i = 0; i < update.Values.Count; i++) member.Set(update.Values[i].Field, answer.Values[i]);
        if (!member.HasUnsaved) return;
        await outer.Save(member);
        var refusals = new Refusals();
        await outer.JudgeRequirements(member, refusals);
        refusals.ThrowIfAny();
        await outer.Journal(new(entity, id, EventKind.Updated, member.Version) { Changes = member.Changes() });
        await outer.JournalOnOwner(member, EventKind.Updated);
    }
}
