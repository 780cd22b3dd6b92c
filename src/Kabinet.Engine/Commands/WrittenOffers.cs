using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;

namespace Kabinet.Engine.Commands;

/// <summary>
/// Checks that references of a written record lead to records that their <c>where</c> offers. Only references that the command changed, or
/// whose condition reads a field that it changed: a record chosen earlier stays, although it would not be offered today.
/// </summary>
internal static class WrittenOffers
{
    public static async ValueTask JudgeOffers(this CommandRun run, RecordRow row, Refusals refusals)
    {
        if (!row.Entity.Fields.Any(reference => reference.Offers.Count > 0)) return;
        var changed = row.Changes().Select(change => change.Field).ToHashSet();
        foreach (var reference in row.Entity.Fields.Where(field => field.Offers.Count > 0 && row[field] is long))
            if (reference.Offers.FirstOrDefault(offer => offer.IsDeclared) is { } declared
                && (changed.Contains(reference) || declared.Needs.SelectMany(OfferCondition.Stored).Any(changed.Contains))
                && !await Holds(run, row, reference, declared))
                refusals.Add(run.Actor.To(row.Entity).SeesEverywhere(reference) ? reference.Key : Refusals.Whole,
                    new("command.not_offered", reference.Title));
    }

    private static async ValueTask<bool> Holds(CommandRun run, RecordRow row, Field reference, OfferCondition declared)
    {
        var question = run.Plan(reference, "offered", () => new RowQuestion(run.Plans.Dialect, row.Entity, Expression.True,
            [declared.OfWritten(reference, new FieldValue(reference.Type, [], reference))]));
        return await run.Ask(question, row.Id) is { } answer ? answer.Holds(0) : throw RefusedException.NotFound();
    }
}
