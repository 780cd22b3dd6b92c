using System.Globalization;
using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outbox;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Schemas;
using Kabinet.Engine.Storage.Writing;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Commands;

/// <summary>
/// Entry point of commands. Each runs in one transaction; a repeat returns the first outcome; listeners are notified after the commit.
/// </summary>
public sealed class CommandDoor
{
    private static readonly TimeSpan RepeatsKnown = TimeSpan.FromDays(7);
    private readonly Database database;
    private readonly TimeProvider clock;
    private readonly ChangeFeed changes;
    private readonly CommandSteps steps;
    private readonly CommandPlans plans;
    private readonly Announcements? announcements;

    internal CommandDoor(Database database, TimeProvider clock, ChangeFeed changes, CommandSteps steps) =>
        (this.database, this.clock, this.changes, this.steps, plans, announcements) =
            (database, clock, changes, steps, new(database.Dialect), changes.Announcing(database));

    /// <summary>Runs a command for an actor in one transaction, together with its journal event, notices and outbox.</summary>
    public async ValueTask<Outcome> Execute(Actor actor, Command command, CancellationToken cancellation = default)
    {
        var key = command.CommandId is { } id ? new CommandKey(id, CommandContent.Of(command)) : null;
        var asked = command is Command.Transit transit ? await AtArrival(actor, transit, cancellation) : command;
        return await Do(actor, key, run => asked.IsRehearsal ? Rehearse(run, asked) : Run(run, asked), asked.Entity, cancellation);
    }

    // The exception takes back what was written; it carries the answer.
    private static async ValueTask<Outcome.Done> Rehearse(CommandRun run, Command command) =>
        throw new RefusedException(await Run(run, command));

    private static ValueTask<Outcome.Done> Run(CommandRun run, Command command)
    {
        run.Batch = command.Batch;
        return command switch
        {
            Command.Create create => CreateRecord.Run(run, create),
            Command.Update update => UpdateRecord.Run(run, update),
            Command.Delete delete => DeleteRecord.Run(run, delete),
            Command.Restore restore => DeleteRecord.Restore(run, restore),
            Command.Transit transit => TakeTransition.Run(run, transit),
            _ => throw new ArgumentException($"Unknown command {command.GetType().Name}", nameof(command)),
        };
    }

    /// <summary>
    /// The transition for the version that the record has now, before the command waits for others: of several that arrive at once one is
    /// taken. Not read where the version does not matter.
    /// </summary>
    private async ValueTask<Command.Transit> AtArrival(Actor actor, Command.Transit transit, CancellationToken cancellation)
    {
        if (transit.Version is not null
            || transit.Entity.Lifecycle?.Transitions.GetValueOrDefault(transit.Transition) is not { MayKeepState: true } found)
            return transit;
        var statement = plans.Get(actor.Solution, new("", found, "arrival"), () => RowStatements.Version(transit.Entity));
        var bindings = new ActorBindings(actor, clock.GetUtcNow().UtcDateTime, slots: [transit.Id]);
        var version = await database.Read(connection => connection.Scalar(statement.Bind(bindings), DataType.Whole, cancellation),
            cancellation);
        return transit with { Version = (int?)(long?)version };
    }

    /// <summary>
    /// Runs other platform work in the same way: <see cref="CommandRun"/> journals it, listeners are notified after the commit.
    /// </summary>
    internal ValueTask<Outcome> Do(Actor actor, Func<CommandRun, ValueTask<Outcome.Done>> work, CancellationToken cancellation) =>
        Do(actor, null, work, null, cancellation);

    /// <summary>Waits until the other nodes have been told what was done here.</summary>
    internal Task Close() => announcements?.Close() ?? Task.CompletedTask;

    /// <summary>Forgets command ids that no form will send again.</summary>
    internal async ValueTask Forget(CancellationToken cancellation)
    {
        var forget = RepeatStatements.Forget(clock.GetUtcNow().UtcDateTime - RepeatsKnown);
        await database.Write(transaction => transaction.Execute(forget, cancellation), cancellation);
    }

    /// <summary>The same with a command id to detect repeats. A unique violation is reported at its field of the entity.</summary>
    internal async ValueTask<Outcome> Do(Actor actor, CommandKey? key, Func<CommandRun, ValueTask<Outcome.Done>> work, Entity? entity,
        CancellationToken cancellation)
    {
        try
        {
            var (outcome, told) = await Write(actor, key, async run => await Finished(run, await work(run), entity), cancellation);
            announcements?.Add(told);
            foreach (var change in told) changes.Tell(change);
            return outcome;
        }
        catch (RefusedException refused)
        {
            return refused.Outcome;
        }
        catch (NumberOverflowException)
        {
            return Outcome.Invalid.At(Refusals.Whole, new("command.number_too_big"));
        }
        catch (UniqueViolationException taken)
        {
            var refusals = new Refusals();
            AddTaken(refusals, actor, entity, taken);
            return refusals.ToOutcome();
        }
    }

    private async ValueTask<(Outcome Outcome, IReadOnlyList<Change> Told)> Write(Actor actor, CommandKey? key,
        Func<CommandRun, ValueTask<Outcome.Done>> work, CancellationToken cancellation)
    {
        CommandRun? run = null;
        ValueTask<(Outcome, IReadOnlyList<Change>)> Once(Transaction transaction) =>
            InTransaction(run = Begin(transaction, actor, cancellation), key, work);
        try { return await database.Write(Once, cancellation); }
        // Another command has created the record that this one looked for. It is there now, so the command runs once more.
        catch (UniqueViolationException taken) when (run?.Sought.Contains(taken.Table) == true)
        {
            return await database.Write(Once, cancellation);
        }
    }

    /// <summary>Adds a value that is taken already, at its field of the entity, or at all fields that are unique together.</summary>
    internal static void AddTaken(Refusals refusals, Actor actor, Entity? entity, UniqueViolationException taken)
    {
        var form = entity is not null && taken.Table == entity.Key ? MarkedFields.Of(actor.To(entity)) : null;
        var together = actor.Solution.Entities.GetValueOrDefault(taken.Table)?.Unique
            .FirstOrDefault(unique => DerivedIndexes.Of(unique).NameIn(taken.Table) == taken.Index);
        if (together is not null) refusals.Add(together, form);
        else refusals.Add(form is not null && entity!.Find(taken.Column) is not null ? taken.Column : Refusals.Whole,
            new("command.not_unique"));
    }

    private CommandRun Begin(Transaction transaction, Actor actor, CancellationToken cancellation) =>
        new(transaction, plans, new(actor, clock.GetUtcNow().UtcDateTime), cancellation) { Steps = steps };

    private async ValueTask<(Outcome Outcome, IReadOnlyList<Change> Told)> InTransaction(CommandRun run, CommandKey? key,
        Func<CommandRun, ValueTask<Outcome.Done>> work)
    {
        if (key is not var (id, content)) return (await work(run), run.Told);
        var actor = run.Actor.UserId?.ToString(CultureInfo.InvariantCulture) ?? run.Actor.RoleKey;
        if (await run.Transaction.Execute(RepeatStatements.Take(id, actor, run.Bindings.Now, content), run.Cancellation) == 0)
            return (await Repeated(run, key, actor), []);
        var done = await work(run);
        await run.Transaction.Defer(RepeatStatements.Done(id, actor, done.Id, done.Version, done.Status), Written, run.Cancellation);
        return (done, run.Told);
    }

    private static async ValueTask<Outcome.Done> Finished(CommandRun run, Outcome.Done done, Entity? entity)
    {
        var last = await FollowingTransitions.Run(run, done, entity);
        run.Complete();
        return last;
    }

    private static void Written(int rows)
    {
        if (rows != 1) throw new InvalidOperationException($"{rows} rows keep what came of a command");
    }

    /// <summary>The first outcome; a conflict where the id was used for something else.</summary>
    private async ValueTask<Outcome> Repeated(CommandRun run, CommandKey key, string actor)
    {
        var first = (await run.Transaction.Query(RepeatStatements.Find(key.Id, actor), row =>
            (Done: new Outcome.Done(row.GetInt64(0), row.GetInt32(1), (string?)database.Dialect.Get(row, 2, DataType.Text)),
                Content: (string?)database.Dialect.Get(row, 3, DataType.Text)), run.Cancellation))[0];
        // Ids kept before contents were kept have none.
        return first.Content is null || first.Content == key.Content ? first.Done
            : new Outcome.Conflict(new("command.id_reused"), 0, new Dictionary<Field, object?>());
    }
}
