using Kabinet.Engine.Expressions;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage.Words;
using Kabinet.Engine.Storage.Writing;

namespace Kabinet.Engine.Commands;

/// <summary>Creates records: sets given values, defaults, number and state; checks the written record; journals it.</summary>
internal static class RecordMaking
{
    /// <summary>Creates and journals a record without access checks, for an effect or an invitation.</summary>
    /// <param name="run">The command.</param>
    /// <param name="entity">Entity of the record.</param>
    /// <param name="values">Its values.</param>
    /// <param name="form">The inputs at which an unmet requirement is told; null for the whole form.</param>
    /// <exception cref="RefusedException">A required field is empty or a requirement fails.</exception>
    public static async ValueTask<long> Make(this CommandRun run, Entity entity, IReadOnlyDictionary<Field, object?> values,
        MarkedFields? form = null)
    {
        var row = await run.Insert(entity, values);
        var refusals = new Refusals();
        foreach (var empty in Missing(row)) refusals.Add(Refusals.Whole, new("command.missing_value", empty.Title));
        await run.JudgeRequirements(row, refusals, form);
        refusals.ThrowIfAny();
        await run.JournalCreated(row);
        await run.JournalOnOwner(row, EventKind.Created);
        return row.Id;
    }

    /// <summary>Writes a new record without any checks.</summary>
    public static async ValueTask<RecordRow> Insert(this CommandRun run, Entity entity, IReadOnlyDictionary<Field, object?> values)
    {
        var row = new RecordRow(entity);
        foreach (var (field, value) in values) row.Set(field, value);
        await SetDefaults(run, row, values);
        await SetSystemFields(run, row);
        var fields = row.Unsaved;
        run.JudgeSizes(row, fields);
        foreach (var reference in fields.Where(field => field.To is not null && RestingRows.Of(run.Solution).Of(field) == Hold.Alone))
            if (row[reference] is long target) await run.HoldTarget(reference, target);
        var statement = run.Plan(entity, $"insert {string.Join(',', fields.Select(field => field.Key))}", () =>
            RowStatements.Insert(entity, fields));
        row.Made((long)(await run.Transaction.Scalar(statement.Bind(run.Bindings.With([.. fields.Select(field => row[field])])),
            new(ValueKind.Reference), run.Cancellation))!);
        run.Wrote(entity, row.Id);
        await run.HoldOwners(entity, row.Id);
        await run.KeepWords(row);
        return row;
    }

    /// <summary>Writes the current search words of the record.</summary>
    public static async ValueTask KeepWords(this CommandRun run, RecordRow row)
    {
        var computed = WordTable.Of(row.Entity).Computed;
        var texts = computed.Count == 0 ? null : await ComputedTexts(run, row, computed);
        await run.Transaction.KeepWords(run.Plans.Dialect, row.Entity, row.Id, column =>
            texts?.TryGetValue(column, out var text) == true ? text : (string?)row[row.Entity[column]], run.Cancellation);
    }

    private static async ValueTask<Dictionary<string, string?>> ComputedTexts(
        CommandRun run, RecordRow row, IReadOnlyList<Field> computed)
    {
        var question = run.Plan(row.Entity, "words", () => new RowQuestion(run.Plans.Dialect, row.Entity, Expression.True,
            [.. computed.Select(field => field.Computed!)]));
        var answer = await run.Ask(question, row.Id);
        return computed.Index().ToDictionary(
            field => field.Item.Key, field => (string?)answer?.Values[field.Index], StringComparer.Ordinal);
    }

    /// <summary>Required fields without a value.</summary>
    public static IEnumerable<Field> Missing(RecordRow row) =>
        row.Entity.Fields.Where(field => field.Definition.Required && field.IsStored && row[field] is null);

    /// <summary>
    /// Checks the entity's requirements on the written record, and the choices of its references. An unmet requirement is told at those of
    /// its fields that <paramref name="form"/> has, or at the whole record.
    /// </summary>
    public static async ValueTask JudgeRequirements(this CommandRun run, RecordRow row, Refusals refusals, MarkedFields? form = null)
    {
        await run.HoldUnder(row.Entity, row.Id, new(row.Entity, "written", () =>
            row.Entity.Requirements.Select(requirement => requirement.Condition)));
        await run.Plan(row.Entity, "written", () => new WrittenQuestion(run.Plans.Dialect, row.Entity))
            .Judge(run, row.Id, refusals, form ?? MarkedFields.None(row.Entity));
        await run.JudgeOffers(row, refusals);
        await OwnerSums.Judge(run, row, refusals);
    }

    /// <summary>
    /// Refuses a computed number that does not fit its field; an actor who may not see the field does not learn its name.
    /// </summary>
    public static void JudgeSize(this CommandRun run, Field field, object? value, Refusals refusals)
    {
        if (!field.Kind.Holds(field, value))
            refusals.Add(Refusals.Whole, run.Actor.To(field.Entity).SeesEverywhere(field) ? new("command.field_too_big", field.Title)
                : new("command.number_too_big"));
    }

    /// <summary>Refuses values that do not fit the fields to be written.</summary>
    public static void JudgeSizes(this CommandRun run, RecordRow row, IEnumerable<Field> fields)
    {
        var refusals = new Refusals();
        foreach (var field in fields) run.JudgeSize(field, row[field], refusals);
        refusals.ThrowIfAny();
    }

    /// <summary>Journals the creation of a record with all its values, and sends the notices for new records.</summary>
    public static async ValueTask JournalCreated(this CommandRun run, RecordRow row)
    {
        var created = new EventEntry(row.Entity, row.Id, EventKind.Created, row.Version) { To = row.Status, Changes = row.Changes() };
        var eventId = await run.Journal(await run.Authorise(created));
        await run.Notify(row.Entity.Notices, row.Id, eventId);
    }

    /// <summary>Sets the defaults of fields that are not given.</summary>
    private static async ValueTask SetDefaults(CommandRun run, RecordRow row, IReadOnlyDictionary<Field, object?> given)
    {
        var left = row.Entity.Fields.Where(field => field.Default is not null && !given.ContainsKey(field));
        var values = await DefaultValues.Of(run.Plans, row.Entity, left, run.Bindings, ask => ask(run.Transaction), run.Cancellation);
        foreach (var (field, value) in values) row.Set(field, value);
    }

    private static async ValueTask SetSystemFields(CommandRun run, RecordRow row)
    {
        var entity = row.Entity;
        if (entity.Definition.Number is { } pattern) row.Set(entity[SystemFields.Number], await NumberPattern.Next(run, row, pattern));
        if (entity.Lifecycle is { } lifecycle)
        {
            row.Set(entity[SystemFields.Status], lifecycle.Initial.Key);
            row.Set(entity[SystemFields.StatusSince], run.Bindings.Now);
        }
        row.Set(entity[SystemFields.CreatedAt], run.Bindings.Now);
        row.Set(entity[SystemFields.CreatedBy], run.Actor.UserId);
        row.Set(entity[SystemFields.UpdatedAt], run.Bindings.Now);
    }
}
