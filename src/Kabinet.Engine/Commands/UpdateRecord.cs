using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;

namespace Kabinet.Engine.Commands;

/// <summary>Changes fields of a record. Concurrent changes merge field by field; changes of the same field conflict.</summary>
internal static class UpdateRecord
{
    public static async ValueTask<Outcome.Done> Run(CommandRun run, Command.Update command)
    {
        var access = run.Actor.To(command.Entity);
        if (access.UpdateRule == Expression.False) throw RefusedException.NotFound();
        var grants = access.Updating.ToArray();
        var before = await Load(run, access, grants, command.Id);
        var row = new RecordRow(before.Whole);
        var values = Accept(command, grants, before);
        if (command.Version is { } version && version != row.Version) await Merge(run, access, row, version, values);
        var changed = await Set(run, row, values);
        if (changed.Count > 0) await Write(run, access, row, grants, before, changed);
        return new Outcome.Done(row.Id, row.Version, row.Status);
    }

    /// <summary>The record under the actor's read rule, and which of the actor's grants allow its update.</summary>
    private static async ValueTask<RowAnswer> Load(CommandRun run, EntityAccess access,
        (Expression Rule, IReadOnlySet<Field> Writable)[] grants, long id)
    {
        var question = run.Plan(access.Entity, "update", judged: true, compile: () =>
            new RowQuestion(run.Plans.Dialect, access.Entity, access.ReadRule, [.. grants.Select(grant => grant.Rule)], whole: true));
        var rules = new JudgedRules(access.Entity, "update", () => [access.ReadRule, .. grants.Select(grant => grant.Rule)]);
        var answer = await run.Take(question, access.Entity, id, rules) ?? throw RefusedException.NotFound();
        return grants.Where((_, i) => answer.Holds(i)).Any() ? answer : throw RefusedException.NotFound();
    }

    private static Dictionary<Field, object?> Accept(Command.Update command, (Expression Rule, IReadOnlySet<Field> Writable)[] grants,
        RowAnswer before)
    {
        var refusals = new Refusals();
        var values = GivenValues.Accept(command.Entity, command.Values, field =>
            grants.Where((grant, i) => before.Holds(i) && grant.Writable.Contains(field)).Any(), refusals);
        foreach (var (field, value) in values)
            if (value is null && field.Definition.Required) refusals.Add(field.Key, new("field.required"));
        refusals.ThrowIfAny();
        return values;
    }

    /// <summary>
    /// Drops values that the actor did not change; refuses where the actor and another changed the same field to different values.
    /// </summary>
    private static async ValueTask Merge(CommandRun run, EntityAccess access, RecordRow row, int version, Dictionary<Field, object?> values)
    {
        var seen = await ValuesAt(run, row, version);
        var conflicts = new Dictionary<Field, object?>();
        foreach (var (field, value) in values.Where(given => seen.ContainsKey(given.Key)).ToArray())
            if (Equals(RecordRow.Fit(value, field.Type), seen[field])) values.Remove(field);
            else if (!Equals(RecordRow.Fit(value, field.Type), row[field])) conflicts[field] = row[field];
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

    private static async ValueTask<IReadOnlyList<Field>> Set(CommandRun run, RecordRow row, Dictionary<Field, object?> values)
    {
        foreach (var (field, value) in values) row.Set(field, value);
        var changed = row.Unsaved;
        var refusals = new Refusals();
        await run.CheckReferences(changed.Select(field => (field.Key, field, row[field])), refusals);
        refusals.ThrowIfAny();
        return changed;
    }

    private static async ValueTask Write(CommandRun run, EntityAccess access, RecordRow row,
        (Expression Rule, IReadOnlySet<Field> Writable)[] grants, RowAnswer before, IReadOnlyList<Field> changed)
    {
        await run.Save(row);
        await Judge(run, access, row, grants, before, changed);
        await run.Journal(await run.Authorise(new(row.Entity, row.Id, EventKind.Updated, row.Version) { Changes = row.Changes() }));
        await run.JournalOnOwner(row, EventKind.Updated);
    }

    /// <summary>Each changed field needs one grant whose rule holds both before and after the change.</summary>
    private static async ValueTask Judge(CommandRun run, EntityAccess access, RecordRow row,
        (Expression Rule, IReadOnlySet<Field> Writable)[] grants, RowAnswer before, IReadOnlyList<Field> changed)
    {
        var refusals = new Refusals();
        var question = run.Plan(access.Entity, "updated", judged: true, compile: () =>
            new RowQuestion(run.Plans.Dialect, access.Entity, Expression.True, [.. grants.Select(grant => grant.Rule)]));
        var after = await run.Ask(question, row.Id) ?? throw RefusedException.NotFound();
        if (changed.Any(field => !grants.Where((grant, i) => before.Holds(i) && after.Holds(i) && grant.Writable.Contains(field)).Any()))
            refusals.Add(Refusals.Whole, new("command.update_denied"));
        await run.JudgeRequirements(row, refusals);
        refusals.ThrowIfAny();
    }
}
