using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Writing;

namespace Kabinet.Engine.Files;

/// <summary>Files of records, under the rights of their group. Bytes are in the data folder and are always streamed.</summary>
public sealed class RecordFiles
{
    private const long Megabyte = 1_048_576;
    private static readonly TimeSpan LongestUpload = TimeSpan.FromHours(6);
    private readonly Database database;
    private readonly TimeProvider clock;
    private readonly CommandDoor commands;
    private readonly FileFolder folder;
    private readonly CommandPlans plans;
    private readonly FileRows rows;

    internal RecordFiles(Database database, TimeProvider clock, CommandDoor commands, FileFolder folder, FileRows rows) =>
        (this.database, this.clock, this.commands, this.folder, plans, this.rows) =
            (database, clock, commands, folder, new(database.Dialect), rows);

    /// <summary>Files of a record that the actor may see, by group, newest first; null where the actor cannot see the record.</summary>
    public async ValueTask<IReadOnlyList<FileItem>?> List(Actor actor, Entity entity, long id, CancellationToken cancellation = default)
    {
        var bindings = Bindings(actor);
        return await database.Read(async connection =>
        {
            if (await Judge(connection, bindings, entity, id, cancellation) is not { } rights) return null;
            var readable = rights.Where(right => right.CanRead).Select(right => right.Group.Key).ToList();
            var files = await connection.Query(FileStatements.OfRecord(entity.Key, id), row =>
                FileStatements.Read(database.Dialect, row), cancellation);
            return await Name(connection, bindings,
                [.. files.Where(file => readable.Contains(file.Group)).OrderBy(file => readable.IndexOf(file.Group))], cancellation);
        }, cancellation);
    }

    /// <summary>File groups of the record that the actor may read or write now; null where the actor cannot see the record.</summary>
    public async ValueTask<IReadOnlyList<GroupRights>?> Rights(Actor actor, Entity entity, long id,
        CancellationToken cancellation = default) =>
        await database.Read(connection => Judge(connection, Bindings(actor), entity, id, cancellation), cancellation) is { } rights
            ? [.. rights.Where(right => right.CanRead || right.CanWrite)] : null;

    /// <summary>
    /// Stores a file; refuses a too large or empty file and a bad name. The media type comes from the name. <see cref="Outcome.Done.Id"/>
    /// is the file's id.
    /// </summary>
    public async ValueTask<Outcome> Add(Actor actor, Entity entity, long id, string group, string name, Stream content,
        CancellationToken cancellation = default)
    {
        // Rights are checked before the first byte, so that nobody can fill the disk without permission, and again with the row.
        if (await Rights(actor, entity, id, cancellation) is not { } rights
            || rights.FirstOrDefault(right => right.Group.Key == group) is not { CanWrite: true } right) return new Outcome.NotFound();
        if (FileName.Clean(name) is not { } clean) return Outcome.Invalid.At(FileRows.File, new("file.no_name"));
        if (await folder.Receive(content, right.Group.Definition.MaxMegabytes * Megabyte, cancellation) is not { } received)
            return Outcome.Invalid.At(FileRows.File, new("file.too_large", right.Group.Definition.MaxMegabytes));
        var stored = false;
        try
        {
            if (received.Size == 0) return Outcome.Invalid.At(FileRows.File, new("file.empty"));
            var outcome = await commands.Do(actor, run => Write(run, entity, id, right.Group, clean, received), cancellation);
            stored = outcome is Outcome.Done;
            if (stored) Settle(received.Key);
            return outcome;
        }
        finally
        {
            if (!stored) folder.Discard(received.Key);
        }
    }

    /// <summary>
    /// Receives the files that come with a transition. Nothing is kept from somebody who may not take it now. Dispose it to delete what was
    /// not stored.
    /// </summary>
    public async ValueTask<StepFiles> Receive(Actor actor, Entity entity, long id, Transition transition,
        CancellationToken cancellation = default)
    {
        var access = actor.To(entity);
        if (!access.CanRead || transition.Files.Count == 0) return new(this, transition, isOpen: false);
        var question = plans.Get(actor.Solution, new(actor.RoleKey, transition, "files"), () =>
            new RowQuestion(plans.Dialect, entity, access.ReadRule, [access.Permission(transition)]));
        var answer = await database.Read(connection => question.Ask(connection, Bindings(actor), id, cancellation), cancellation);
        return new(this, transition, answer?.Holds(0) == true);
    }

    /// <summary>Opens a file; null where the actor may not read it or it does not exist. The caller disposes the stream.</summary>
    public async ValueTask<(FileItem Item, Stream Content)?> Open(Actor actor, long fileId, CancellationToken cancellation = default)
    {
        var bindings = Bindings(actor);
        var found = await database.Read(async connection =>
        {
            if (await Find(connection, bindings, fileId, right => right.CanRead, cancellation) is not { } file)
                return ((StoredFile, FileItem)?)null;
            return (file.Stored, (await Name(connection, bindings, [file.Stored], cancellation))[0]);
        }, cancellation);
        return found is var (stored, item) && folder.Open(stored.Key) is { } content ? (item, content) : null;
    }

    /// <summary>The record of a file and the files of its group as they are listed; null where the actor may not read the file.</summary>
    public async ValueTask<FilesOfGroup?> Beside(Actor actor, long fileId, CancellationToken cancellation = default)
    {
        var bindings = Bindings(actor);
        if (await database.Read(connection => Find(connection, bindings, fileId, right => right.CanRead, cancellation), cancellation)
            is not var (stored, entity)) return null;
        var files = await List(actor, entity, stored.Record, cancellation);
        return files is null ? null : new(entity, stored.Record, [.. files.Where(file => file.Group == stored.Group)]);
    }

    /// <summary>Moves a file to the trash; its bytes stay on disk.</summary>
    public ValueTask<Outcome> Remove(Actor actor, long fileId, CancellationToken cancellation = default) =>
        commands.Do(actor, run => Move(run, fileId, EventKind.FileRemoved), cancellation);

    /// <summary>Takes a removed file back; whoever may add files to its group may.</summary>
    public ValueTask<Outcome> Restore(Actor actor, long fileId, CancellationToken cancellation = default) =>
        commands.Do(actor, run => Move(run, fileId, EventKind.FileRestored), cancellation);

    /// <summary>Moves a file to the trash or back.</summary>
    private async ValueTask<Outcome.Done> Move(CommandRun run, long fileId, EventKind kind)
    {
        var fromTrash = kind == EventKind.FileRestored;
        var (stored, entity) = await Find(run.Transaction, run.Bindings, fileId, right => right.CanWrite, run.Cancellation, fromTrash)
            ?? throw RefusedException.NotFound();
        await run.Keep(entity, stored.Record);
        var files = run.Solution.Entities[CoreEntities.File];
        var statement = fromTrash
            ? run.Plan(files, "untrash", () => RowStatements.Untrash(files)).Bind(run.Bindings.With(stored.Id))
            : run.Plan(files, "trash", () => RowStatements.Trash(files))
                .Bind(run.Bindings.With(stored.Id, (long)stored.Version, run.Bindings.Now));
        if (await run.Transaction.Execute(statement, run.Cancellation) == 0) throw RefusedException.NotFound();
        run.Wrote(files, stored.Id);
        var moved = new EventEntry(entity, stored.Record, kind, Version: 0)
        {
            Subject = stored.Name,
            Part = stored.Group,
            PartId = stored.Id,
        };
        await run.Journal(await run.Authorise(moved));
        return new(stored.Id, stored.Version + 1, null);
    }

    /// <summary>Streams bytes into the folder, or reads them without keeping them; null where there are too many.</summary>
    internal ValueTask<ReceivedBytes?> Receive(Stream content, FileGroup group, bool keep, CancellationToken cancellation) =>
        keep ? folder.Receive(content, group.Definition.MaxMegabytes * Megabyte, cancellation)
            : FileFolder.Read(content, group.Definition.MaxMegabytes * Megabyte, cancellation);

    /// <summary>Runs a transition that brings files.</summary>
    internal ValueTask<Outcome> Execute(Actor actor, Command.Transit step, CancellationToken cancellation) =>
        commands.Execute(actor, step, cancellation);

    /// <summary>Deletes received bytes that no row needs.</summary>
    internal void Discard(ReceivedBytes received) => folder.Discard(received.Key);

    /// <summary>Moves bytes that have a row to their place, and deletes others: a repeated command has stored them before.</summary>
    internal async ValueTask Settle(ReceivedBytes received, CancellationToken cancellation)
    {
        var row = await database.Read(connection => connection.Scalar(FileStatements.HasKey(received.Key), DataType.Whole, cancellation),
            cancellation);
        if (row is null) folder.Discard(received.Key);
        else Settle(received.Key);
    }

    /// <summary>Checks that the folder takes files.</summary>
    /// <exception cref="FilesUnavailableException">It does not.</exception>
    internal void TryFolder() => folder.Try();

    /// <summary>Completes or deletes uploads interrupted by a crash.</summary>
    internal async ValueTask Recover(CancellationToken cancellation)
    {
        foreach (var key in folder.ArrivedBefore(clock.GetUtcNow().UtcDateTime - LongestUpload))
            await Settle(new(key, 0, ""), cancellation);
    }

    private async ValueTask<Outcome.Done> Write(CommandRun run, Entity entity, long id, FileGroup group, string name,
        ReceivedBytes received)
    {
        // A record that others judge by its files (a full package) stays as it is while one comes or goes.
        await run.Keep(entity, id);
        var rights = await Judge(run.Transaction, run.Bindings, entity, id, run.Cancellation);
        if (rights?.FirstOrDefault(right => right.Group == group) is not { CanWrite: true }) throw RefusedException.NotFound();
        var row = await rows.StoreAlone(run, entity, id, new(group.Key, name, received));
        return new(row.Id, row.Version, null);
    }

    /// <summary>Every group with the actor's rights, evaluated on the record; null where the actor cannot see the record.</summary>
    private async ValueTask<IReadOnlyList<GroupRights>?> Judge(Connection connection, ActorBindings bindings, Entity entity, long id,
        CancellationToken cancellation)
    {
        var access = bindings.Actor.To(entity);
        if (!access.CanRead) return null;
        var groups = entity.FileGroups.Values.ToArray();
        var question = plans.Get(bindings.Actor.Solution, new(bindings.Actor.RoleKey, entity, "files"), () =>
            new RowQuestion(plans.Dialect, entity, access.ReadRule,
                [.. groups.Select(access.MayReadFiles), .. groups.Select(access.MayWriteFiles)]));
        var answer = await question.Ask(connection, bindings, id, cancellation);
        return answer is null ? null
            : [.. groups.Select((group, i) => new GroupRights(group, answer.Holds(i), answer.Holds(groups.Length + i)))];
    }

    private async ValueTask<(StoredFile Stored, Entity Entity)?> Find(Connection connection, ActorBindings bindings, long id,
        Func<GroupRights, bool> may, CancellationToken cancellation, bool inTrash = false)
    {
        var found = await connection.Query(FileStatements.ById(id, inTrash), row => FileStatements.Read(database.Dialect, row),
            cancellation);
        if (found.Count == 0 || !bindings.Actor.Solution.Entities.TryGetValue(found[0].Entity, out var entity)) return null;
        var rights = await Judge(connection, bindings, entity, found[0].Record, cancellation);
        return rights is not null && rights.Any(right => right.Group.Key == found[0].Group && may(right)) ? (found[0], entity) : null;
    }

    private async ValueTask<IReadOnlyList<FileItem>> Name(Connection connection, ActorBindings bindings, IReadOnlyList<StoredFile> files,
        CancellationToken cancellation)
    {
        if (files.Count == 0) return [];
        var (users, actor) = (bindings.Actor.Solution.Entities[CoreEntities.User], bindings.Actor);
        var names = await new Labels(plans, connection, bindings, cancellation)
            .Of(users, files.Where(file => file.By is not null).Select(file => file.By!.Value), withTrash: true);
        var roles = await connection.Query(FileStatements.Adders(files[0].Entity, files[0].Record), static row =>
            (File: row.GetInt64(0), Roles: row.GetString(1)), cancellation);
        var rolesByFile = roles.ToDictionary(pair => pair.File, pair => pair.Roles);
        return [.. files.Select(file => new FileItem(file.Id, file.Group, file.Name, file.ContentType, file.Size, file.At, By(file)))];

        string By(StoredFile file) => file.By is { } by && by == actor.UserId ? actor.Name
            : file.By is { } person && names.GetValueOrDefault(person) is { } name ? name
            : ActorNames.OfRoles(actor, rolesByFile.GetValueOrDefault(file.Id, ""));
    }

    private void Settle(string key)
    {
        try { folder.Keep(key); }
        // The row is committed and the bytes can be read from incoming/; recovery moves them later.
        catch (IOException) { }
    }

    private ActorBindings Bindings(Actor actor) => new(actor, clock.GetUtcNow().UtcDateTime);
}

/// <summary>One file.</summary>
/// <param name="Id">Id.</param>
/// <param name="Group">Key of the group.</param>
/// <param name="Name">Name as uploaded, without a path.</param>
/// <param name="ContentType">Media type by the name's extension, never the one claimed by the uploader.</param>
/// <param name="Size">Size in bytes.</param>
/// <param name="At">Time of the upload, UTC.</param>
/// <param name="By">Uploader, as the actor may see it.</param>
public sealed record FileItem(long Id, string Group, string Name, string ContentType, long Size, DateTime At, string By);

/// <summary>The files of one group of a record, newest first.</summary>
public sealed record FilesOfGroup(Entity Entity, long Record, IReadOnlyList<FileItem> Files);

/// <summary>An actor's rights to a group of one record.</summary>
public sealed record GroupRights(FileGroup Group, bool CanRead, bool CanWrite);
