using Kabinet.Engine.Commands;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;

namespace Kabinet.Engine.People;

/// <summary>
/// Writes fields of a person without a grant: account and profile. Checked, versioned and journalled like any
/// other change.
/// </summary>
internal static class PersonWriting
{
    /// <summary>Writes the changed fields; the person must meet all requirements of the solution.</summary>
    public static async ValueTask<Outcome.Done> Write(CommandRun run, long user, IReadOnlyDictionary<Field, object?> values)
    {
        var (row, _) = await Save(run, user, values);
        var refusals = new Refusals();
        if (row.Changes().Count > 0) await run.JudgeRequirements(row, refusals);
        return await Journal(run, row, refusals);
    }

    /// <summary>
    /// The same, but ignores requirements that the person did not meet before. A new requirement, such as a telephone number, must not keep
    /// people from changing a password or the theme.
    /// </summary>
    public static async ValueTask<Outcome.Done> WriteApart(CommandRun run, long user, Field field, object? value)
    {
        var (row, before) = await Save(run, user, new Dictionary<Field, object?> { [field] = value });
        var after = await run.Ask(Question(run, row.Entity), user) ?? throw RefusedException.NotFound();
        var refusals = new Refusals();
        for (var i = 0; i < row.Entity.Requirements.Count; i++)
            if (before.Holds(i) && !after.Holds(i)) refusals.Add(row.Entity.Requirements[i].Refusal);
        return await Journal(run, row, refusals);
    }

    private static async ValueTask<(RecordRow Row, RowAnswer Before)> Save(
        CommandRun run, long user, IReadOnlyDictionary<Field, object?> values)
    {
        var entity = run.Solution.Entities[CoreEntities.User];
        var before = await run.Take(Question(run, entity), entity, user) ?? throw RefusedException.NotFound();
        var row = new RecordRow(before.Whole);
        foreach (var (field, value) in values) row.Set(field, value);
        await run.Save(row);
        return (row, before);
    }

    private static RowQuestion Question(CommandRun run, Entity entity) => run.Plan(entity, "person", () =>
    {
        var demands = entity.Requirements.Select(requirement => requirement.Condition);
        return new RowQuestion(run.Plans.Dialect, entity, Expression.True, [.. demands], whole: true);
    });

    private static async ValueTask<Outcome.Done> Journal(CommandRun run, RecordRow row, Refusals refusals)
    {
        refusals.ThrowIfAny();
        if (row.Changes() is { Count: > 0 } changes)
            await run.Journal(await run.Authorise(new(row.Entity, row.Id, EventKind.Updated, row.Version) { Changes = changes }));
        return new(row.Id, row.Version, row.Status);
    }
}
