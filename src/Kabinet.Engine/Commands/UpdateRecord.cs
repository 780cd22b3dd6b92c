using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Fields;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Commands;

/// <summary>
/// Changes fields of a record, its parts, and takes a transition, as a form of the record asks, all in one transaction. Concurrent
/// changes merge
/// field by field; changes of the same field conflict. All errors are found in one try.
/// </summary>
internal static class UpdateRecord
{
    public static async ValueTask<Outcome.Done> Run(CommandRun run, Command.Update command)
    {
        var refusals = new Refusals();
        var row = await refusals.Collect(run.Actor, command.Entity, async () =>
        {
            var changed = await Change(run, command, owner: null, refusals);
            foreach (var (key, parts) in command.Rows) await ChangeParts(run, changed, key, parts, refusals);
            if (refusals.Any && command.Submit is { } later) await TakeTransition.JudgeRequirements(run, changed, later, refusals);
            return changed;
        });
        return command.Submit is { } submit ? await TakeTransition.RunOnMade(run, row, submit)
            : new Outcome.Done(row.Id, row.Version, row.Status);
    }

    /// <summary>Changes the fields of one record; of a part, only where it belongs to its owner.</summary>
    private static async ValueTask<RecordRow> Change(CommandRun run, Command.Update command, (Field Reference, long Id)? owner,
        Refusals refusals)
    {
        var access = run.Actor.To(command.Entity);
        if (access.Updating.Count == 0) throw RefusedException.NotFound();
        var grants = access.Updating;
        var before = await Load(run, access, command.Id);
        var row = new RecordRow(before.Whole);
        if (owner is { } known && !Equals(row[known.Reference], known.Id)) throw RefusedException.NotFound();
        command.RequireVersion(row.Version);
        var seen = command.Version is { } version && version != row.Version ? await ValuesAt(run, row, version) : [];
        Typing TypingOf(Field field) => run.Typing(seen.TryGetValue(field, out var value) ? value : row[field]);
        var values = Accept(command, access, (before, row), TypingOf, refusals);
        if (seen.Count > 0) await Merge(run, access, row, seen, values);
        var changed = await Set(run, row, values, refusals);
        if (changed.Count > 0) await Write(run, access, row, (grants, before), changed, refusals);
        return row;
    }

    private static async ValueTask ChangeParts(CommandRun run, RecordRow owner, string key, IReadOnlyList<GivenPart> parts,
        Refusals refusals)
    {
        if (parts.Count == 0) return;
        if (owner.Entity.Collections.GetValueOrDefault(key) is not { IsPart: true } collection)
        {
            refusals.Add(key, new("command.unknown_field"));
            return;
        }
        var place = 0;
        foreach (var part in parts)
        {
            var ofPart = new Refusals();
            await ChangePart(run, owner, collection, part, ofPart);
            // A row that was taken away has no place in the form any more.
            refusals.AddAll(part.Removed ? key : $"{key}.{place++}", ofPart);
        }
    }

    private static async ValueTask ChangePart(CommandRun run, RecordRow owner, Collection collection, GivenPart part, Refusals refusals)
    {
        var ofOwner = (collection.Reference, owner.Id);
        if (part.Id is not { } id)
        {
            var made = await CreateRecord.MakePart(run, owner, collection, part.Values, refusals);
            if (!refusals.Any) await run.JournalOnOwner(made, EventKind.Created);
        }
        else if (part.Removed) await DeleteRecord.RunOnPart(run, new(collection.Entity, null, id, null), ofOwner);
        else await ChangeMerging(run, new(collection.Entity, null, id, part.Version, part.Values), ofOwner, refusals);
    }

    /// <summary>A conflict in one row is an error of that row; the form around it is told whole.</summary>
    private static async ValueTask ChangeMerging(CommandRun run, Command.Update command, (Field Reference, long Id) owner,
        Refusals refusals)
    {
        try
        {
            await Change(run, command, owner, refusals);
        }
        catch (RefusedException refused) when (refused.Outcome is Outcome.Conflict)
        {
            var conflict = (Outcome.Conflict)refused.Outcome;
            if (conflict.Current.Count == 0) refusals.Add(Refusals.Whole, conflict.Message);
            foreach (var field in conflict.Current.Keys) refusals.Add(field.Key, conflict.Message);
        }
    }

    /// <summary>
    /// The record under the actor's read rule. The answer has, in this order: which grants let it be changed now, which would but for a
    /// lock, and which locks hold.
    /// </summary>
    private static async ValueTask<RowAnswer> Load(CommandRun run, EntityAccess access, long id)
    {
        var grants = access.Updating;
        IEnumerable<Expression> Asked() => [.. grants.Select(grant => grant.Now), .. access.Entity.Locks.Count == 0 ? []
            : grants.Select(grant => grant.Rule).Concat(access.Entity.Locks.Select(some => some.Condition))];
        var question = run.Plan(access.Entity, "update", judged: true, compile: () =>
            new RowQuestion(run.Plans.Dialect, access.Entity, access.ReadRule, [.. Asked()], whole: true));
        var rules = new JudgedRules(access.Entity, "update", () => [access.ReadRule, .. Asked()]);
        var answer = await run.Take(question, access.Entity, id, rules) ?? throw RefusedException.NotFound();
        var judged = access.Entity.Locks.Count == 0 ? grants.Count : grants.Count * 2;
        return Enumerable.Range(0, judged).Any(answer.Holds) ? answer : throw RefusedException.NotFound();
    }

    private static Dictionary<Field, object?> Accept(Command.Update command, EntityAccess access, (RowAnswer Before, RecordRow Row) found,
        Func<Field, Typing> typing, Refusals refusals)
    {
        var locked = Locked(access, found.Before);
        var given = command.Values.Where(value => command.Entity.Find(value.Key) is not { } field || !locked.ContainsKey(field));
        var values = GivenValues.Accept(command.Entity, given.ToDictionary(StringComparer.Ordinal), field =>
            access.Updating.Where((grant, i) => found.Before.Holds(i) && grant.Writable.Contains(field)).Any(), typing, refusals);
        foreach (var (field, reason) in locked.Where(pair => command.Values.ContainsKey(pair.Key.Key)))
            if (!IsUnchanged(field, command.Values[field.Key], found.Row, typing)) refusals.Add(field.Key, Message.Of(reason));
        foreach (var (field, value) in values)
            if (value is null && field.Definition.Required) refusals.Add(field.Key, new("field.required"));
        return values.Where(value => !refusals.Has(value.Key.Key)).ToDictionary();
    }

    /// <summary>Fields that the actor could change if they were not locked, with the reason.</summary>
    private static Dictionary<Field, LocalizedText> Locked(EntityAccess access, RowAnswer before)
    {
        var (grants, locked) = (access.Updating, new Dictionary<Field, LocalizedText>());
        foreach (var (i, some) in access.Entity.Locks.Index())
            if (before.Holds(grants.Count * 2 + i))
                foreach (var field in grants.Where((_, at) => before.Holds(grants.Count + at)).SelectMany(grant => grant.Writable))
                    if (some.Fields.Contains(field)) locked.TryAdd(field, some.Reason);
        return locked;
    }

    private static bool IsUnchanged(Field field, object? input, RecordRow row, Func<Field, Typing> typing) =>
        field.Kind.Accept(field, input, typing(field), out var value) is null && Equals(Exact.Fit(value, field.Type), row[field]);

    /// <summary>
    /// Drops values that the actor did not change; refuses where the actor and another changed the same field to different values.
    /// </summary>
    private static async ValueTask Merge(
        CommandRun run, EntityAccess access, RecordRow row, Dictionary<Field, object?> seen, Dictionary<Field, object?> values)
    {
        var conflicts = new Dictionary<Field, object?>();
        foreach (var (field, value) in values.Where(given => seen.ContainsKey(given.Key)).ToArray())
            if (Equals(Exact.Fit(value, field.Type), seen[field])) values.Remove(field);
            else if (!Equals(Exact.Fit(value, field.Type), row[field])) conflicts[field] = row[field];
        if (conflicts.Count == 0) return;
        var visible = await run.VisibleFields(access, row.Id);
        throw new RefusedException(
            new Outcome.Conflict(new("command.changed"), row.Version,
            conflicts.Where(conflict => visible.Contains(conflict.Key)).ToDictionary()));
    }

    /// <summary>Values, at a given version, of the fields changed since that version.</summary>
    private static async ValueTask<Dictionary<Field, object?>> ValuesAt(CommandRun run, RecordRow row, int version)
    {
        var since = await run.Transaction.Query(JournalStatements.ChangesSince(row.Entity.Key, row.Id, version), static row =>
            row.GetString(0), run.Cancellation);
        var values = new Dictionary<Field, object?>();
        foreach (var change in since.SelectMany(changes => ChangesJson.Read(row.Entity, changes)))
            values.TryAdd(change.Field, change.Before);
        return values;
    }

    private static async ValueTask<IReadOnlyList<Field>> Set(CommandRun run, RecordRow row, Dictionary<Field, object?> values,
        Refusals refusals)
    {
        var news = values.Where(value => !Equals(Exact.Fit(value.Value, value.Key.Type), row[value.Key])).ToList();
        await run.CheckReferences(news.Select(value => (value.Key.Key, value.Key, value.Value)), refusals);
        foreach (var (field, value) in news)
            if (!refusals.Has(field.Key)) row.Set(field, value);
        return row.Unsaved;
    }

    private static async ValueTask Write(CommandRun run, EntityAccess access, RecordRow row,
        (IReadOnlyList<UpdateGrant> Grants, RowAnswer Before) may, IReadOnlyList<Field> changed, Refusals refusals)
    {
        await run.Save(row);
        await Judge(run, access, row, may, changed, refusals);
        if (refusals.Any) return;
        await run.Journal(await run.Authorise(new(row.Entity, row.Id, EventKind.Updated, row.Version) { Changes = row.Changes() }));
        await run.JournalOnOwner(row, EventKind.Updated);
    }

    /// <summary>Each changed field needs one grant whose rule holds both before and after the change.</summary>
    private static async ValueTask Judge(CommandRun run, EntityAccess access, RecordRow row,
        (IReadOnlyList<UpdateGrant> Grants, RowAnswer Before) may, IReadOnlyList<Field> changed, Refusals refusals)
    {
        var (grants, before) = may;
        var question = run.Plan(access.Entity, "updated", judged: true, compile: () =>
            new RowQuestion(run.Plans.Dialect, access.Entity, Expression.True, [.. grants.Select(grant => grant.Rule)]));
        var after = await run.Ask(question, row.Id) ?? throw RefusedException.NotFound();
        if (changed.Any(field => !grants.Where((grant, i) => before.Holds(i) && after.Holds(i) && grant.Writable.Contains(field)).Any()))
            refusals.Add(Refusals.Whole, new("command.update_denied"));
        await run.JudgeRequirements(row, refusals, MarkedFields.Of(access));
    }
}
