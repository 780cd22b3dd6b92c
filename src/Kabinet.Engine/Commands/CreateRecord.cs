using Kabinet.Engine.Expressions;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;

namespace Kabinet.Engine.Commands;

/// <summary>
/// Creates a record with its parts and, if requested, takes its first transition, all in one transaction. A record with errors is
/// written too,
/// without the refused values, so that everything else that is wrong is found in the same try; the transaction then rolls back.
/// </summary>
internal static class CreateRecord
{
    private static readonly Dictionary<Field, object?> Nothing = [];

    public static async ValueTask<Outcome.Done> Run(CommandRun run, Command.Create command)
    {
        var refusals = new Refusals();
        var row = await refusals.Collect(run.Actor, command.Entity, async () =>
        {
            var made = await Make(run, command.Entity, command.Values, Nothing, refusals);
            foreach (var (key, parts) in command.Rows) await MakeParts(run, made, key, parts, refusals);
            await Judge(run, made, command.Values, refusals);
            if (refusals.Any && command.Submit is { } later) await TakeTransition.JudgeRequirements(run, made, later, refusals);
            return made;
        });
        await run.JournalOnOwner(row, EventKind.Created);
        return command.Submit is { } submit
            ? await TakeTransition.RunOnMade(run, row, submit)
            : new Outcome.Done(row.Id, row.Version, row.Status);
    }

    /// <summary>Creates a part for a form of its owner.</summary>
    public static async ValueTask<RecordRow> MakePart(CommandRun run, RecordRow owner, Collection collection,
        IReadOnlyDictionary<string, object?> given, Refusals refusals)
    {
        var part = await Make(run, collection.Entity, given, new() { [collection.Reference] = owner.Id }, refusals);
        await Judge(run, part, given, refusals);
        return part;
    }

    /// <summary>Validates and writes one record, and journals it where nothing was refused.</summary>
    private static async ValueTask<RecordRow> Make(CommandRun run, Entity entity, IReadOnlyDictionary<string, object?> given,
        Dictionary<Field, object?> fixedValues, Refusals refusals)
    {
        var agreed = ConsentGiving.Of(run, entity);
        var values = Accept(run, entity, agreed.Without(given), fixedValues, refusals);
        agreed.Judge(given, values, refusals);
        await run.CheckReferences(values.Select(value => (value.Key.Key, value.Key, value.Value)), refusals);
        foreach (var (field, value) in fixedValues) values[field] = value;
        var row = await run.Insert(entity, values.Where(value => !refusals.Has(value.Key.Key)).ToDictionary());
        foreach (var empty in RecordMaking.Missing(row))
            if (!refusals.Has(empty.Key)) refusals.Add(empty.Key, new("field.required"));
        if (!refusals.Any) await run.JournalCreated(row);
        return row;
    }

    private static Dictionary<Field, object?> Accept(CommandRun run, Entity entity, IReadOnlyDictionary<string, object?> given,
        Dictionary<Field, object?> fixedValues, Refusals refusals)
    {
        var access = run.Actor.To(entity);
        if (access.CreateRule == Expression.False) throw RefusedException.NotFound();
        return GivenValues.Accept(entity, given, field => !fixedValues.ContainsKey(field) && access.Givable.Contains(field),
            _ => run.Typing(present: null), refusals);
    }

    private static async ValueTask MakeParts(CommandRun run, RecordRow owner, string key,
        IReadOnlyList<IReadOnlyDictionary<string, object?>> parts, Refusals refusals)
    {
        if (owner.Entity.Collections.GetValueOrDefault(key) is not { IsPart: true } collection)
        {
            if (parts.Count > 0) refusals.Add(key, new("command.unknown_field"));
            return;
        }
        for (var i = 0; i < parts.Count; i++)
        {
            var ofPart = new Refusals();
            await MakePart(run, owner, collection, parts[i], ofPart);
            refusals.AddAll($"{key}.{i}", ofPart);
        }
    }

    /// <summary>Checks the written record: one grant must allow these fields, and the entity's requirements must hold.</summary>
    private static async ValueTask Judge(CommandRun run, RecordRow row, IReadOnlyDictionary<string, object?> given, Refusals refusals)
    {
        var access = run.Actor.To(row.Entity);
        if (!refusals.Any && !await MayGive(run, row, given)) refusals.Add(Refusals.Whole, new("command.create_denied"));
        await run.JudgeRequirements(row, refusals, MarkedFields.Of(access));
    }

    private static async ValueTask<bool> MayGive(CommandRun run, RecordRow row, IReadOnlyDictionary<string, object?> given)
    {
        var fields = given.Keys.Order(StringComparer.Ordinal).Select(key => row.Entity[key]).ToArray();
        var rule = run.Actor.To(row.Entity).CreateRuleGiving(fields);
        if (rule == Expression.True) return true;
        var purpose = $"create {string.Join(',', fields.Select(field => field.Key))}";
        var question = run.Plan(row.Entity, purpose, judged: true, compile: () => new RowQuestion(run.Plans.Dialect, row.Entity, rule, []));
        await run.HoldUnder(row.Entity, row.Id, new(row.Entity, purpose, () => [rule]));
        return await run.Ask(question, row.Id) is not null;
    }
}
