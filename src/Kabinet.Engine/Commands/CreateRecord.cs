using Kabinet.Engine.Expressions;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;

namespace Kabinet.Engine.Commands;

/// <summary>Creates a record with its parts and, if requested, takes its first transition, all in one transaction.</summary>
internal static class CreateRecord
{
    private static readonly Dictionary<Field, object?> Nothing = [];

    public static async ValueTask<Outcome.Done> Run(CommandRun run, Command.Create command)
    {
        var refusals = new Refusals();
        var row = await Make(run, command.Entity, command.Values, Nothing, refusals);
        if (row is null) await AcceptParts(run, command, refusals);
        else await MakeParts(run, row, command.Rows, refusals);
        if (row is not null && !refusals.Any) await Judge(run, row, command.Values, refusals);
        refusals.ThrowIfAny();
        await run.JournalOnOwner(row!, EventKind.Created);
        return command.Submit is { } submit
            ? await TakeTransition.RunOnMade(run, row!.Entity, row.Id, submit)
            : new Outcome.Done(row!.Id, row.Version, row.Status);
    }

    /// <summary>Validates, writes and journals one record; null where the values were refused.</summary>
    private static async ValueTask<RecordRow?> Make(CommandRun run, Entity entity, IReadOnlyDictionary<string, object?> given,
        Dictionary<Field, object?> fixedValues, Refusals refusals)
    {
        var values = Accept(run, entity, given, fixedValues, refusals);
        await run.CheckReferences(values.Select(value => (value.Key.Key, value.Key, value.Value)), refusals);
        if (refusals.Any) return null;
        foreach (var (field, value) in fixedValues) values[field] = value;
        var row = await run.Insert(entity, values.Where(value => value.Value is not null || !TakesDefault(value.Key)).ToDictionary());
        foreach (var empty in RecordMaking.Missing(row)) refusals.Add(empty.Key, new("field.required"));
        await run.JournalCreated(row);
        return row;
    }

    private static Dictionary<Field, object?> Accept(CommandRun run, Entity entity, IReadOnlyDictionary<string, object?> given,
        Dictionary<Field, object?> fixedValues, Refusals refusals)
    {
        var access = run.Actor.To(entity);
        if (access.CreateRule == Expression.False) throw RefusedException.NotFound();
        return GivenValues.Accept(entity, given, field => !fixedValues.ContainsKey(field) && access.Givable.Contains(field), refusals);
    }

    /// <summary>Whether an empty input is replaced by the default: the field is required and has one.</summary>
    private static bool TakesDefault(Field field) => field.Definition.Required && field.Default is not null;

    /// <summary>Validates the parts when their owner was refused, so that all errors are reported together.</summary>
    private static async ValueTask AcceptParts(CommandRun run, Command.Create command, Refusals refusals)
    {
        foreach (var (key, parts) in command.Rows)
            if (command.Entity.Collections.GetValueOrDefault(key) is { IsPart: true } collection)
                for (var i = 0; i < parts.Count; i++)
                {
                    var ofPart = new Refusals();
                    var values = Accept(run, collection.Entity, parts[i], new() { [collection.Reference] = null }, ofPart);
                    await run.CheckReferences(values.Select(value => (value.Key.Key, value.Key, value.Value)), ofPart);
                    refusals.AddAll($"{key}.{i}", ofPart);
                }
    }

    private static async ValueTask MakeParts(CommandRun run, RecordRow owner,
        IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>> rows, Refusals refusals)
    {
        foreach (var (key, parts) in rows)
            if (owner.Entity.Collections.GetValueOrDefault(key) is { IsPart: true } collection)
                for (var i = 0; i < parts.Count; i++)
                    await MakePart(run, owner, collection, parts[i], $"{key}.{i}", refusals);
            else if (parts.Count > 0)
                refusals.Add(key, new("command.unknown_field"));
    }

    private static async ValueTask MakePart(CommandRun run, RecordRow owner, Collection collection,
        IReadOnlyDictionary<string, object?> given, string place, Refusals refusals)
    {
        var ofPart = new Refusals();
        var part = await Make(run, collection.Entity, given, new Dictionary<Field, object?> { [collection.Reference] = owner.Id }, ofPart);
        if (part is not null && !ofPart.Any) await Judge(run, part, given, ofPart);
        refusals.AddAll(place, ofPart);
    }

    /// <summary>Checks the written record: one grant must allow these fields, and the entity's requirements must hold.</summary>
    private static async ValueTask Judge(CommandRun run, RecordRow row, IReadOnlyDictionary<string, object?> given, Refusals refusals)
    {
        var fields = given.Keys.Order(StringComparer.Ordinal).Select(key => row.Entity[key]).ToArray();
        var rule = run.Actor.To(row.Entity).CreateRuleGiving(fields);
        if (rule != Expression.True)
        {
            var purpose = $"create {string.Join(',', fields.Select(field => field.Key))}";
            var question = run.Plan(row.Entity, purpose, judged: true, compile: () =>
                new RowQuestion(run.Plans.Dialect, row.Entity, rule, []));
            await run.HoldUnder(row.Entity, row.Id, new(row.Entity, purpose, () => [rule]));
            if (await run.Ask(question, row.Id) is null) refusals.Add(Refusals.Whole, new("command.create_denied"));
        }
        await run.JudgeRequirements(row, refusals);
    }
}
