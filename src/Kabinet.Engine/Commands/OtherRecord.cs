using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Commands;

/// <summary>Tells which other record refused a step, as far as the actor may read it.</summary>
internal static class OtherRecord
{
    /// <summary>Runs work on another record. Its refusal concerns the whole step and names the record.</summary>
    public static async ValueTask Naming(CommandRun run, RecordRow row, Transition transition, Func<ValueTask> work)
    {
        try { await work(); }
        catch (RefusedException refused) when (refused is { NamesOther: false, Outcome: Outcome.Invalid })
        {
            throw new RefusedException(await Named(run, row, transition, (Outcome.Invalid)refused.Outcome)) { NamesOther = true };
        }
    }

    private static async ValueTask<Outcome.Invalid> Named(CommandRun run, RecordRow row, Transition transition, Outcome.Invalid invalid)
    {
        var refusals = new Refusals();
        var labels = await new Labels(run.Plans, run.Transaction, run.Bindings, run.Cancellation).Of(row.Entity, [row.Id]);
        var isRead = labels.TryGetValue(row.Id, out var label);
        foreach (var (key, messages) in invalid.Errors)
            // A password that is asked for is asked for by the dialog of this step.
            if (key.StartsWith('_')) foreach (var message in messages) refusals.Add(key, message);
            // Who may not read the record does not learn from its reasons what it contains.
            else if (!isRead) refusals.Add(Refusals.Whole, new("command.other_refuses"));
            else foreach (var message in messages) refusals.Add(Refusals.Whole, Told(row.Entity, label, Told(transition, key, message)));
        return refusals.ToOutcome();
    }

    private static Message Told(Entity entity, string? label, Message message) =>
        label is null ? new("command.of_other", entity.Title, message) : new("command.of_named", entity.Title, label, message);

    private static Message Told(Transition transition, string key, Message message) =>
        transition.Asks.FirstOrDefault(ask => ask.Key == key) is { } ask
            ? new("command.of_other", ask.Definition.Title ?? ask.Field.Title, message) : message;
}
