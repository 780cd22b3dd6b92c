using Kabinet.Engine.Journal;
using Kabinet.Engine.Lifecycles;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Commands;

/// <summary>
/// Does the work of a job or of a timed transition to one record, in a command of its own. The condition is evaluated again on the locked
/// record, so a record that has changed since it was found is left alone.
/// </summary>
internal static class TimedStep
{
    /// <summary>Does the work.</summary>
    /// <param name="run">The command of a service actor.</param>
    /// <param name="work">The work.</param>
    /// <param name="id">The record.</param>
    /// <param name="claim">
    /// Marks the record as dealt with, given the current value of <see cref="TimedWork.Once"/>; false if it was dealt with meanwhile.
    /// </param>
    /// <exception cref="RefusedException">The record does not satisfy the condition, was dealt with, or refuses the step.</exception>
    public static async ValueTask<Outcome.Done> Run(CommandRun run, TimedWork work, long id,
        Func<CommandRun, object?, ValueTask<bool>> claim)
    {
        var (step, entity) = (work.Step, work.Entity);
        var judged = work.Takes ? TakeTransition.Judged(step).ToList() : [];
        var question = run.Plan(work, "timed", () => new RowQuestion(run.Plans.Dialect, entity, work.Where,
            [.. judged, .. work.Once is null ? [] : new[] { work.Once }], whole: true));
        var rules = new JudgedRules(work, "timed", () =>
            [work.Where, .. work.Takes ? step.Requirements.Select(requirement => requirement.Condition) : []]);
        if (await run.Take(question, entity, id, rules, step) is not { } answer
            || !await claim(run, work.Once is null ? null : answer.Values[judged.Count])) throw RefusedException.NotFound();
        var row = new RecordRow(answer.Whole);
        if (!work.Takes) return await Deal(run, work, row);
        if (!step.From.Contains(row.Status!)) throw RefusedException.NotFound();
        return await TakeTransition.RunOfPlatform(run, step, row, answer);
    }

    /// <summary>Runs the effects of a job, journals that it has dealt with the record, and sends its notices.</summary>
    private static async ValueTask<Outcome.Done> Deal(CommandRun run, TimedWork work, RecordRow row)
    {
        run.Begin(row);
        await new TransitionRun(run, work.Step, row, AskedValues.None).DoEffects();
        await run.Save(row);
        if (row.Changes().Count > 0)
        {
            var refusals = new Refusals();
            await run.JudgeRequirements(row, refusals);
            refusals.ThrowIfAny();
        }
        run.End(row);
        var entry = new EventEntry(row.Entity, row.Id, EventKind.Job, row.IsCounted ? row.Version : 0)
        {
            Subject = work.Key, Audience = work.Step.Audience, Changes = row.Changes(),
        };
        var eventId = await run.Journal(await run.Authorise(entry));
        if (row.IsCounted) await run.JournalOnOwner(row, EventKind.Updated);
        await run.Notify(work.Step.Notices, row.Id, eventId);
        return new(row.Id, row.Version, row.Status);
    }
}
