using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Files.Bytes;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Writing;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Files;

/// <summary>Files of records, under the rights of their group. Bytes are in the data folder and are always streamed.</summary>
public sealed class RecordFiles
{
    private static readonly TimeSpan LongestUpload = TimeSpan.FromHours(6);
    private readonly Database database;
    private readonly TimeProvider clock;
    private readonly CommandDoor commands;
    private readonly FileFolder folder;
    private readonly CommandPlans plans;
    private readonly FileRows rows;

    internal RecordFiles(Database database, TimeProvider clock, CommandDoor commands, FileFolder folder, FileRows rows) =>
        (this.database, this.clock, this.commands, this.folder, plans, this.rows, Receiving) =
            (database, clock, commands, folder, new(database.Dialect), rows, new(folder));

    /// <summary>Writes the rows of files.</summary>
    internal FileRows Rows => rows;

    /// <summary>Receives bytes before their command.</summary>
    internal FileReceiving Receiving { get; }

    /// <summary>
    /// Files of a record that the actor may see, by group, newest first, each as its last version; null where the actor cannot see the
    /// record.
    /// </summary>
    public async ValueTask<IReadOnlyList<FileItem>?> List(Actor actor, Entity entity, long id, CancellationToken cancellation = default)
    {
        var bindings = Bindings(actor);
        return await database.Read(async connection =>
            await JudgeAll(connection, bindings, entity, id, cancellation) is { } rights
                ? await Files(connection, bindings, rights, (entity, id), cancellation) : null, cancellation);
    }

    /// <summary>The files of a record and the actor's rights to their groups; null where the actor cannot see the record.</summary>
    public async ValueTask<FilesOfRecord?> Read(Actor actor, Entity entity, long id, CancellationToken cancellation = default)
    {
        var bindings = Bindings(actor);
        return await database.Read(async connection =>
            await JudgeAll(connection, bindings, entity, id, cancellation, withNeeds: true) is { } rights
                ? new FilesOfRecord(Open(rights), await Files(connection, bindings, rights, (entity, id), cancellation)) : null,
            cancellation);
    }

    private async ValueTask<IReadOnlyList<FileItem>> Files(Connection connection, ActorBindings bindings, IReadOnlyList<GroupRights> rights,
        (Entity Entity, long Id) owner, CancellationToken cancellation)
    {
        var readable = rights.Where(right => right.CanRead).Select(right => right.Group.Key).ToList();
        var files = await connection.Query(FileStatements.OfRecord(owner.Entity.Key, owner.Id), row =>
            FileStatements.Read(database.Dialect, row), cancellation);
        return await Name(connection, bindings,
            [.. files.Where(file => readable.Contains(file.Group)).OrderBy(file => readable.IndexOf(file.Group))], cancellation);
    }

    /// <summary>File groups of the record that the actor may read or write now; null where the actor cannot see the record.</summary>
    public async ValueTask<IReadOnlyList<GroupRights>?> Rights(Actor actor, Entity entity, long id,
        CancellationToken cancellation = default) =>
        await database.Read(connection => JudgeAll(connection, Bindings(actor), entity, id, cancellation, withNeeds: true), cancellation)
            is { } rights ? Open(rights) : null;

    private static IReadOnlyList<GroupRights> Open(IReadOnlyList<GroupRights> rights) =>
        [.. rights.Where(right => !right.Group.IsOfThread && (right.CanRead || right.CanWrite))];

    /// <summary>
    /// Stores a file, or a new version of one; refuses a too large or empty file and a bad name. The media type comes from the content.
    /// <see cref="Outcome.Done.Id"/> is the file's id.
    /// </summary>
    public async ValueTask<Outcome> Add(Actor actor, Entity entity, long id, SentFile file, CancellationToken cancellation = default)
    {
        // Rights are checked before the first byte, so that nobody can fill the disk without permission, and again with the row.
        if (await Rights(actor, entity, id, cancellation) is not { } rights
            || rights.FirstOrDefault(right => right.Group.Key == file.Group) is not { CanWrite: true } right) return new Outcome.NotFound();
        var given = await Receiving.Receive(right.Group, file.Name, file.Content, keep: true, cancellation);
        var stored = false;
        try
        {
            if (given.Refusal is { } refusal) return Outcome.Invalid.At(FileRows.File, refusal);
            var placed = given with { Kind = file.Kind, Replaces = file.Replaces };
            var outcome = await commands.Do(actor, run => Write(run, entity, id, right.Group, placed), cancellation);
            stored = outcome is Outcome.Done;
            // It is done, whoever still listens.
            if (stored) await Keep(given.Bytes!);
            return outcome;
        }
        finally
        {
            if (!stored && given.Bytes is { } received) Receiving.Discard(received);
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
        return found is var (stored, item) && await folder.Open(stored.Key, cancellation) is { } content ? (item, content) : null;
    }

    /// <summary>Opens the thumbnail of a picture, WebP; null where there is none or the actor may not read the file.</summary>
    public async ValueTask<(FileItem Item, Stream Content)?> OpenThumbnail(Actor actor, long fileId,
        CancellationToken cancellation = default)
    {
        var found = await database.Read(connection => Find(connection, Bindings(actor), fileId, right => right.CanRead, cancellation),
            cancellation);
        return found is ({ Thumbnail: { } key } stored, _) && await folder.Open(key, cancellation) is { } content
            ? (Item(stored, "", []), content) : null;
    }

    /// <summary>The record of a file and the files of its group as they are listed; null where the actor may not read the file.</summary>
    public async ValueTask<FilesOfGroup?> Beside(Actor actor, long fileId, CancellationToken cancellation = default)
    {
        var bindings = Bindings(actor);
        if (await database.Read(connection => Find(connection, bindings, fileId, right => right.CanRead, cancellation), cancellation)
            is not var (stored, entity)) return null;
        var files = stored.Message is { } message ? await Attached(actor, stored, message, cancellation)
            : await List(actor, entity, stored.Record, cancellation);
        return files is null ? null : new(entity, stored.Record, [.. files.Where(file => file.Group == stored.Group)]);
    }

    private ValueTask<IReadOnlyList<FileItem>> Attached(Actor actor, StoredFile file, long message, CancellationToken cancellation) =>
        database.Read(async connection => await Name(connection, Bindings(actor),
            await connection.Query(FileStatements.OfMessages(file.Entity, file.Record, [message]),
                row => FileStatements.Read(database.Dialect, row), cancellation), cancellation), cancellation);

    /// <summary>
    /// What of a record's files is taken as one archive: those that the actor may see, under readable names that differ. Null where he
    /// sees no such group.
    /// </summary>
    /// <param name="actor">Who takes it.</param>
    /// <param name="entity">Entity of the record.</param>
    /// <param name="id">The record.</param>
    /// <param name="group">Key of one group; null for all of them, a folder for each.</param>
    /// <param name="cancellation">Breaks off.</param>
    public async ValueTask<FilePackage?> Package(Actor actor, Entity entity, long id, string? group,
        CancellationToken cancellation = default)
    {
        if (await Read(actor, entity, id, cancellation) is not var (rights, files)) return null;
        var groups = rights.Where(right => right.CanRead && (group is null || right.Group.Key == group))
            .Select(right => right.Group).ToList();
        if (groups.Count == 0) return null;
        var label = await database.Read(connection => new Labels(plans, connection, Bindings(actor), cancellation).Of(entity, [id]),
            cancellation);
        return FilePackage.Of(label.GetValueOrDefault(id) ?? $"{id}", groups, files, actor.Language, byFolders: group is null);
    }

    /// <summary>Moves a file to the trash; its bytes stay on disk.</summary>
    public ValueTask<Outcome> Remove(Actor actor, long fileId, CancellationToken cancellation = default) =>
        commands.Do(actor, run => Move(run, fileId, EventKind.FileRemoved), cancellation);

    /// <summary>Takes a removed file back; whoever may add files to its group may.</summary>
    public ValueTask<Outcome> Restore(Actor actor, long fileId, CancellationToken cancellation = default) =>
        commands.Do(actor, run => Move(run, fileId, EventKind.FileRestored), cancellation);

    /// <summary>Files of messages stay with them.</summary>
    private static bool MayChange(GroupRights right) => right.CanWrite && !right.Group.IsOfThread;

    /// <summary>Moves a file to the trash or back.</summary>
    private async ValueTask<Outcome.Done> Move(CommandRun run, long fileId, EventKind kind)
    {
        var fromTrash = kind == EventKind.FileRestored;
        var (stored, entity) = await Find(run.Transaction, run.Bindings, fileId, MayChange, run.Cancellation, fromTrash)
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
        await run.Transaction.Execute(FileStatements.ShowLast(stored), run.Cancellation);
        return new(stored.Id, stored.Version + 1, null);
    }

    /// <summary>Says what kind of document a file is, all its versions with it; null for none.</summary>
    public ValueTask<Outcome> Sort(Actor actor, long fileId, string? kind, CancellationToken cancellation = default) =>
        commands.Do(actor, run => Sort(run, fileId, kind), cancellation);

    private async ValueTask<Outcome.Done> Sort(CommandRun run, long fileId, string? kind)
    {
        var (stored, entity) = await Find(run.Transaction, run.Bindings, fileId, MayChange, run.Cancellation)
            ?? throw RefusedException.NotFound();
        if (kind is not null && !entity.FileGroups[stored.Group].Kinds.ContainsKey(kind))
            throw new RefusedException(Outcome.Invalid.At(FileRows.Kind, new("file.no_kind")));
        if (kind == stored.Kind) return new(stored.Id, stored.Version, null);
        await run.Keep(entity, stored.Record);
        var files = run.Solution.Entities[CoreEntities.File];
        await run.Transaction.Execute(FileStatements.SetKind(stored, kind), run.Cancellation);
        run.Wrote(files, stored.Id);
        await run.Journal(await run.Authorise(new(entity, stored.Record, EventKind.FileSorted, Version: 0)
        {
            Subject = stored.Name,
            Part = stored.Group,
            PartId = stored.Id,
        }));
        return new(stored.Id, stored.Version, null);
    }

    /// <summary>Runs a transition that brings files.</summary>
    internal ValueTask<Outcome> Execute(Actor actor, Command.Transit step, CancellationToken cancellation) =>
        commands.Execute(actor, step, cancellation);

    /// <summary>Keeps bytes that have a row, and deletes others: a repeated command has stored them before.</summary>
    internal async ValueTask Settle(ReceivedBytes received, CancellationToken cancellation)
    {
        var row = await database.Read(connection => connection.Scalar(FileStatements.HasKey(received.Key), DataType.Whole, cancellation),
            cancellation);
        if (row is null) Receiving.Discard(received);
        else await Keep(received);
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

    private async ValueTask<Outcome.Done> Write(CommandRun run, Entity entity, long id, FileGroup group, GivenFile given)
    {
        // A record that others judge by its files (a full package) stays as it is while one comes or goes.
        await run.Keep(entity, id);
        var rights = await JudgeAll(run.Transaction, run.Bindings, entity, id, run.Cancellation);
        if (rights?.Of(group) is not { CanWrite: true }) throw RefusedException.NotFound();
        var row = await rows.StoreAlone(run, entity, id, given);
        return new(row.Id, row.Version, null);
    }

    /// <summary>
    /// Every group with the actor's rights, evaluated on the record, conversations among them; null where the actor cannot see the record.
    /// What the record must hold is evaluated only where it is asked for: most readers, such as those of a thumbnail, do not show it.
    /// </summary>
    internal async ValueTask<IReadOnlyList<GroupRights>?> JudgeAll(Connection connection, ActorBindings bindings, Entity entity, long id,
        CancellationToken cancellation, bool withNeeds = false)
    {
        var access = bindings.Actor.To(entity);
        if (!access.CanRead) return null;
        var groups = entity.Groups.ToArray();
        FileKind[] needs = withNeeds ? [.. groups.SelectMany(group => group.Needs)] : [];
        var question = plans.Get(bindings.Actor.Solution, new(bindings.Actor.RoleKey, entity, withNeeds ? "needed files" : "files"), () =>
            new RowQuestion(plans.Dialect, entity, access.ReadRule,
                [.. groups.Select(access.MayReadFiles), .. groups.Select(access.MayWriteFiles),
                    .. needs.Select(kind => kind.Needed!), .. needs.Select(kind => kind.Present)]));
        var answer = await question.Ask(connection, bindings, id, cancellation);
        if (answer is null) return null;
        var (ofNeeds, ofPresence) = (2 * groups.Length, 2 * groups.Length + needs.Length);
        var needed = needs.Index().Where(need => answer.Holds(ofNeeds + need.Index))
            .ToDictionary(need => need.Item, need => answer.Holds(ofPresence + need.Index));
        return [.. groups.Select((group, i) => new GroupRights(group, answer.Holds(i), answer.Holds(groups.Length + i))
        {
            Needed = [.. group.Needs.Where(needed.ContainsKey).Select(kind => new NeededFile(kind, needed[kind]))],
        })];
    }

    private async ValueTask<(StoredFile Stored, Entity Entity)?> Find(Connection connection, ActorBindings bindings, long id,
        Func<GroupRights, bool> may, CancellationToken cancellation, bool inTrash = false)
    {
        var found = await connection.Query(FileStatements.ById(id, inTrash), row => FileStatements.Read(database.Dialect, row),
            cancellation);
        if (found.Count == 0 || !bindings.Actor.Solution.Entities.TryGetValue(found[0].Entity, out var entity)) return null;
        var rights = await JudgeAll(connection, bindings, entity, found[0].Record, cancellation);
        return rights is not null && rights.Any(right => right.Group.Key == found[0].Group && may(right)) ? (found[0], entity) : null;
    }

    private async ValueTask<IReadOnlyList<FileItem>> Name(Connection connection, ActorBindings bindings, List<StoredFile> files,
        CancellationToken cancellation)
    {
        if (files.Count == 0) return [];
        var (users, actor) = (bindings.Actor.Solution.Entities[CoreEntities.User], bindings.Actor);
        var names = await new Labels(plans, connection, bindings, cancellation)
            .Of(users, files.Where(file => file.By is not null).Select(file => file.By!.Value), withTrash: true);
        var roles = await connection.Query(FileStatements.Adders(files[0].Entity, files[0].Record), static row =>
            (File: row.GetInt64(0), Roles: row.GetString(1)), cancellation);
        var rolesByFile = roles.ToDictionary(pair => pair.File, pair => pair.Roles);
        return [.. files.Where(file => !file.IsOutdated || files.Count == 1).Select(file => Item(file, By(file),
            [.. files.Where(older => older.Series == file.Series && older.Id != file.Id).OrderByDescending(older => older.Number)
                .Select(older => Item(older, By(older), []))]))];

        string By(StoredFile file) => ActorNames.Of(actor, file.By, rolesByFile.GetValueOrDefault(file.Id, ""), names);
    }

    internal static FileItem Item(StoredFile file, string by, IReadOnlyList<FileItem> older) =>
        new(file.Id, file.Group, file.Name, file.ContentType, file.Size, file.At, by)
        {
            Kind = file.Kind,
            Version = file.Number,
            IsOutdated = file.IsOutdated,
            Older = older,
            Pixels = file.Pixels,
            HasThumbnail = file.Thumbnail is not null,
        };

    private async ValueTask Keep(ReceivedBytes received)
    {
        try { await Receiving.Keep(received, CancellationToken.None); }
        // The row is committed and the bytes can be read from incoming/; recovery hands them over later.
        catch (IOException) { }
    }

    private ActorBindings Bindings(Actor actor) => new(actor, clock.GetUtcNow().UtcDateTime);
}
