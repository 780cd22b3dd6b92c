using Kabinet.Engine.Commands;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Files;

/// <summary>Writes the rows of files and of their versions.</summary>
/// <param name="mostOfRecord">Files that a record may have.</param>
internal sealed class FileRows(int mostOfRecord) : IFileStoring
{
    /// <summary>Key of errors that concern a file sent by itself.</summary>
    public const string File = "file";
    /// <summary>Key of errors that concern its kind.</summary>
    public const string Kind = "kind";
    /// <summary>Key of errors that concern the file that it is a new version of.</summary>
    public const string Replaces = "replaces";

    public ValueTask<RecordRow> Store(CommandRun run, Entity entity, long id, GivenFile file) =>
        Write(run, (entity, id), file, AskedFiles.NameOf(file.Group));

    /// <summary>The same for a file that was sent by itself.</summary>
    public ValueTask<RecordRow> StoreAlone(CommandRun run, Entity entity, long id, GivenFile file) => Write(run, (entity, id), file, File);

    /// <summary>Writes a file that came with a message. It is no version of another and has no kind.</summary>
    public async ValueTask Attach(CommandRun run, (Entity Entity, long Id) owner, GivenFile file, long message)
    {
        var row = await Insert(run, owner, file, former: null, message);
        await Journal(run, row, file, EventKind.FileAdded);
    }

    /// <summary>The record is held, so that uploads that come together are counted and numbered one after another.</summary>
    private async ValueTask<RecordRow> Write(CommandRun run, (Entity Entity, long Id) owner, GivenFile given, string at)
    {
        await run.Lock(owner.Entity, owner.Id);
        var stored = await run.Transaction.Query(FileStatements.OfRecord(owner.Entity.Key, owner.Id),
            row => FileStatements.Read(run.Plans.Dialect, row), run.Cancellation);
        if (stored.Count >= mostOfRecord) throw new RefusedException(Outcome.Invalid.At(at, new("file.too_many", mostOfRecord)));
        var shown = stored.Where(file => file.Group == given.Group && !file.IsOutdated).ToList();
        var former = Former(shown, given);
        // Pictures that a program named (image.jpg) are different ones: each keeps a name of its own.
        var name = former is null && FileName.IsOfProgram(given.Name)
            ? FileName.Free(given.Name, shown.Select(file => file.Name)) : given.Name;
        var row = await Insert(run, owner, given with { Name = name, Kind = await KindOf(run, owner, given, former) }, former);
        if (former is not null) await run.Transaction.Execute(FileStatements.ShowLast(former), run.Cancellation);
        await Journal(run, row, given with { Name = name }, former is null ? EventKind.FileAdded : EventKind.FileVersionAdded);
        return row;
    }

    private static async ValueTask<RecordRow> Insert(CommandRun run, (Entity Entity, long Id) owner, GivenFile file, StoredFile? former,
        long? message = null)
    {
        var (files, content) = (run.Solution.Entities[CoreEntities.File], file.Bytes!.Content!);
        var last = former is null ? 0L
            : (long)(await run.Transaction.Scalar(FileStatements.LastVersion(former), DataType.Whole, run.Cancellation))!;
        return await run.Insert(files, new Dictionary<Field, object?>
        {
            [files["entity"]] = owner.Entity.Key,
            [files["record"]] = owner.Id,
            [files["group"]] = file.Group,
            [files["message"]] = message,
            [files["kind"]] = file.Kind,
            [files["name"]] = file.Name,
            [files["series"]] = former?.Series,
            [files["version"]] = last + 1,
            [files["outdated"]] = false,
            [files["content_type"]] = content.Type,
            [files["size"]] = content.Size,
            [files["width"]] = (long?)content.Pixels?.Width,
            [files["height"]] = (long?)content.Pixels?.Height,
            [files["thumbnail_key"]] = content.Thumbnail,
            [files["storage_key"]] = file.Bytes.Key,
            [files["sha256"]] = content.Sha256,
        });
    }

    private static async ValueTask Journal(CommandRun run, RecordRow row, GivenFile file, EventKind kind)
    {
        foreach (var (owner, ownerId) in run.OwnersOf(row))
            await run.Journal(await run.Authorise(
                new(owner, ownerId, kind, Version: 0) { Subject = file.Name, Part = file.Group, PartId = row.Id }));
    }

    /// <summary>The file that this one is a new version of: the one named, otherwise the one of the same name; null for none.</summary>
    private static StoredFile? Former(IReadOnlyList<StoredFile> shown, GivenFile given)
    {
        if (given.Replaces is { } replaced)
            return shown.FirstOrDefault(file => file.Id == replaced)
                ?? throw new RefusedException(Outcome.Invalid.At(Replaces, new("file.no_former")));
        var folded = Folding.Fold(given.Name);
        return FileName.IsOfProgram(given.Name) ? null
            : shown.FirstOrDefault(file => Folding.Fold(file.Name) == folded && (given.Kind is null || given.Kind == file.Kind));
    }

    private static async ValueTask<string?> KindOf(CommandRun run, (Entity Entity, long Id) owner, GivenFile given, StoredFile? former)
    {
        var group = owner.Entity.FileGroups[given.Group];
        if (given.Kind is { } kind)
            return group.Kinds.ContainsKey(kind) ? kind : throw new RefusedException(Outcome.Invalid.At(Kind, new("file.no_kind")));
        return former is not null ? former.Kind : await Recognised(run, owner, group, given.Name) ?? group.Definition.Default;
    }

    /// <summary>The kind whose words are in the name, among those that the record needs; first one that it has not.</summary>
    private static async ValueTask<string?> Recognised(CommandRun run, (Entity Entity, long Id) owner, FileGroup group, string name)
    {
        var called = group.Needs.Where(kind => kind.IsCalled(name)).ToArray();
        if (called.Length == 0) return null;
        var question = run.Plan(owner.Entity, $"called {group.Key} {string.Join(',', called.Select(kind => kind.Key))}", () =>
            new RowQuestion(run.Plans.Dialect, owner.Entity, Expression.True,
                [.. called.Select(kind => kind.Needed!), .. called.Select(kind => kind.Present)]));
        if (await run.Ask(question, owner.Id) is not { } answer) return null;
        var needed = called.Where((_, i) => answer.Holds(i)).ToList();
        return (needed.Find(kind => !answer.Holds(called.Length + Array.IndexOf(called, kind))) ?? needed.FirstOrDefault())?.Key;
    }
}
