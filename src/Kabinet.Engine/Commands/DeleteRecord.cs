using Kabinet.Engine.Expressions;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage.Writing;

namespace Kabinet.Engine.Commands;

/// <summary>Moves a record and its parts to the trash, and restores it with the parts trashed together with it.</summary>
internal static class DeleteRecord
{
    public static async ValueTask<Outcome.Done> Run(CommandRun run, Command.Delete command) =>
        await Trash(run, command, await Load(run, command.Entity, command.Id, trash: false));

    /// <summary>Moves a part to the trash for a form of its owner; it must belong to that owner.</summary>
    public static async ValueTask RunOnPart(CommandRun run, Command.Delete command, (Field Reference, long Id) owner)
    {
        var row = await Load(run, command.Entity, command.Id, trash: false);
        if (!Equals(row[owner.Reference], owner.Id)) throw RefusedException.NotFound();
        await Trash(run, command, row);
    }

    private static async ValueTask<Outcome.Done> Trash(CommandRun run, Command.Delete command, RecordRow row)
    {
        command.RequireVersion(row.Version);
        if (command.Version is { } version && version != row.Version)
            throw new RefusedException(Outcome.Conflict.Whole(row.Version));
        var statement = run.Plan(row.Entity, "trash", () => RowStatements.Trash(row.Entity));
        await run.Transaction.Execute(statement.Bind(run.Bindings.With(row.Id, (long)row.Version, run.Bindings.Now)), run.Cancellation);
        await Journal(run, row.Entity, row.Id, EventKind.Deleted, row.Version + 1);
        await Parts(run, row.Entity, row.Id, EventKind.Deleted, run.Bindings.Now);
        await run.JournalOnOwner(row, EventKind.Deleted);
        return new(row.Id, row.Version + 1, row.Status);
    }

    public static async ValueTask<Outcome.Done> Restore(CommandRun run, Command.Restore command)
    {
        var row = await Load(run, command.Entity, command.Id, trash: true);
        await JudgeOwners(run, row);
        var trashedAt = (DateTime)(await TrashedAt(run, row.Entity, row.Id))!;
        await run.Transaction.Execute(run.Plan(row.Entity, "untrash", () => RowStatements.Untrash(row.Entity))
            .Bind(run.Bindings.With(row.Id)), run.Cancellation);
        await Journal(run, row.Entity, row.Id, EventKind.Restored, row.Version + 1);
        await Parts(run, row.Entity, row.Id, EventKind.Restored, trashedAt);
        await run.JournalOnOwner(row, EventKind.Restored);
        return new(row.Id, row.Version + 1, row.Status);
    }

    private static async ValueTask Journal(CommandRun run, Entity entity, long id, EventKind kind, int version)
    {
        run.Wrote(entity, id);
        await run.Journal(await run.Authorise(new(entity, id, kind, version)));
    }

    /// <summary>Refuses to restore a part whose owner is in the trash; it is restored together with the owner.</summary>
    private static async ValueTask JudgeOwners(CommandRun run, RecordRow part)
    {
        foreach (var (owner, id) in run.OwnersOf(part))
        {
            await run.Lock(owner, id);
            if (await TrashedAt(run, owner, id) is not null)
                throw new RefusedException(Outcome.Invalid.At(Refusals.Whole, new("command.owner_in_trash", owner.Title)));
        }
    }

    private static ValueTask<object?> TrashedAt(CommandRun run, Entity entity, long id) =>
        run.Transaction.Scalar(run.Plan(entity, "trashed", () => RowStatements.TrashedAt(entity)).Bind(run.Bindings.With(id)),
            DataType.DateTime, run.Cancellation);

    /// <summary>
    /// Loads the record under the delete rule: an actor who may delete a record also sees it in the trash and may restore it.
    /// </summary>
    private static async ValueTask<RecordRow> Load(CommandRun run, Entity entity, long id, bool trash)
    {
        var access = run.Actor.To(entity);
        if (access.DeleteRule == Expression.False) throw RefusedException.NotFound();
        var question = run.Plan(entity, trash ? "restore" : "delete", judged: true, compile: () =>
            new RowQuestion(run.Plans.Dialect, entity, Expression.And(access.ReadRule, access.DeleteRule), [], whole: true, trash: trash));
        var rules = new JudgedRules(entity, "delete", () => [access.ReadRule, access.DeleteRule]);
        return new((await run.Take(question, entity, id, rules) ?? throw RefusedException.NotFound()).Whole);
    }

    /// <summary>Applies the same to the parts of a record, and to their parts.</summary>
    private static async ValueTask Parts(CommandRun run, Entity owner, long id, EventKind kind, DateTime moment)
    {
        foreach (var part in owner.Collections.Values.Where(collection => collection.IsPart))
        {
            var statement = run.Plan(part.Reference, $"{kind} parts", () =>
                kind == EventKind.Deleted ? RowStatements.TrashParts(part.Reference) : RowStatements.UntrashParts(part.Reference));
            var moved = await run.Transaction.Query(statement.Bind(run.Bindings.With(id, moment)), static row =>
                (Id: row.GetInt64(0), Version: row.GetInt32(1)), run.Cancellation);
            foreach (var (partId, version) in moved)
            {
                await run.HoldOwners(part.Entity, partId);
                await Journal(run, part.Entity, partId, kind, version);
                await Parts(run, part.Entity, partId, kind, moment);
            }
        }
    }
}
