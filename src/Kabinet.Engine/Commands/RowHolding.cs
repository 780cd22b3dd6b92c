using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Writing;

namespace Kabinet.Engine.Commands;

/// <summary>The rules that a command judges on a record.</summary>
/// <param name="Subject">What they belong to; with the purpose it names them among all rules.</param>
/// <param name="Purpose">What they are judged for.</param>
/// <param name="Rules">The rules.</param>
internal sealed record JudgedRules(object Subject, string Purpose, Func<IEnumerable<Expression>> Rules);

/// <summary>
/// Holds rows until the end of a command; see <see cref="RestingRows"/>. The statements go to the server with the next one, and each later
/// statement sees what the commands that were waited for have left. Nothing is held where there is one writer at a time.
/// </summary>
internal static class RowHolding
{
    /// <summary>Holds what the rules over a record rest on. Call it before they are judged.</summary>
    public static async ValueTask HoldUnder(this CommandRun run, Entity entity, long id, JudgedRules rules)
    {
        if (!run.Plans.Dialect.LocksRows) return;
        await run.Plan(rules.Subject, $"hold {rules.Purpose}", judged: true, compile: () =>
            Compile(run.Plans.Dialect, entity, rules.Rules())).Run(run, id);
    }

    /// <summary>
    /// Locks the records that the effects of a transition change through references. They are locked before anything weaker is held on
    /// them: two commands that both keep a record and then change it would wait for each other.
    /// </summary>
    public static async ValueTask HoldChanged(this CommandRun run, Entity entity, long id, Transition transition)
    {
        if (!run.Plans.Dialect.LocksRows) return;
        await run.Plan(transition, "hold changed", () => new HeldRows(run.Plans.Dialect, entity,
            transition.Effects.Select(effect => effect.Changes).OfType<FieldPath>().Distinct().OrderBy(path => path.Text,
                StringComparer.Ordinal).Select(path => (path, Hold.Alone)), [])).Run(run, id);
    }

    /// <summary>Keeps the owners of a record that stand for the collections it is in. Call it with every write of the record.</summary>
    public static async ValueTask HoldOwners(this CommandRun run, Entity entity, long id)
    {
        if (!run.Plans.Dialect.LocksRows) return;
        await run.Plan(entity, "hold owners", () => OwnersOf(run, entity)).Run(run, id);
    }

    /// <summary>Holds a record before a reference to it is checked or written.</summary>
    public static async ValueTask HoldTarget(this CommandRun run, Field reference, long id)
    {
        if (!run.Plans.Dialect.LocksRows) return;
        if (RestingRows.Of(run.Solution).Of(reference) == Hold.Alone) await run.Lock(reference.To!, id);
        else await run.Keep(reference.To!, id);
    }

    /// <summary>
    /// Keeps a record as it is until the end of the command. A record that may follow what the command writes is locked at once: two
    /// commands that both keep it could not change it any more.
    /// </summary>
    public static async ValueTask Keep(this CommandRun run, Entity entity, long id)
    {
        if (run.Plans.Dialect.LocksRows)
            await run.Transaction.Defer(run.Plan(entity, "keep", () =>
                RowStatements.Lock(entity, alone: entity.Lifecycle is { Following.Count: > 0 })).Bind(run.Bindings.With(id)), changed: null,
                run.Cancellation);
    }

    private static HeldRows OwnersOf(CommandRun run, Entity entity)
    {
        var resting = RestingRows.Of(run.Solution);
        return new(run.Plans.Dialect, entity, resting.Owners(entity).OrderBy(path => path.Text, StringComparer.Ordinal)
            .Select(path => (path, path.Through.Count == 0 && path.Field.Definition.Part ? resting.Of(path.Field) : Hold.Kept)),
            resting.IsEverything(entity) ? [entity] : []);
    }

    private static HeldRows Compile(Dialect dialect, Entity entity, IEnumerable<Expression> rules)
    {
        var (rows, everything) = RestingRows.Under(entity, rules);
        return new(dialect, entity, rows, everything);
    }

    /// <summary>The statements that hold rows for one record.</summary>
    private sealed class HeldRows(Dialect dialect, Entity entity, IEnumerable<(FieldPath Path, Hold Hold)> rows,
        IEnumerable<Entity> everything)
    {
        private readonly Statement[] locks = [.. everything.Select(all => dialect.Lock($"all {all.Key}")).OfType<Statement>()];
        private readonly StatementTemplate[] statements =
            [.. rows.Select(row => RowStatements.LockTarget(dialect, entity, row.Path, row.Hold == Hold.Alone))];

        public async ValueTask Run(CommandRun run, long id)
        {
            foreach (var statement in locks) await run.Transaction.Defer(statement, changed: null, run.Cancellation);
            foreach (var statement in statements)
                await run.Transaction.Defer(statement.Bind(run.Bindings.With(id)), changed: null, run.Cancellation);
        }
    }
}
