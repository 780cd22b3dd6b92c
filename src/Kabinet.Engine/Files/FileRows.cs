using Kabinet.Engine.Commands;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;

namespace Kabinet.Engine.Files;

/// <summary>Writes the rows of files.</summary>
/// <param name="mostOfRecord">Files that a record may have.</param>
internal sealed class FileRows(int mostOfRecord) : IFileStoring
{
    /// <summary>Key of errors that concern a file sent by itself.</summary>
    public const string File = "file";

    public async ValueTask<RecordRow> Store(CommandRun run, Entity entity, long id, GivenFile file)
    {
        await JudgeNumber(run, entity, id, AskedFiles.NameOf(file.Group));
        return await Write(run, entity, id, file);
    }

    /// <summary>The same for a file that was sent by itself.</summary>
    public async ValueTask<RecordRow> StoreAlone(CommandRun run, Entity entity, long id, GivenFile file)
    {
        await JudgeNumber(run, entity, id, File);
        return await Write(run, entity, id, file);
    }

    private static async ValueTask<RecordRow> Write(CommandRun run, Entity entity, long id, GivenFile file)
    {
        var (files, bytes) = (run.Solution.Entities[CoreEntities.File], file.Bytes!);
        var row = await run.Insert(files, new Dictionary<Field, object?>
        {
            [files["entity"]] = entity.Key,
            [files["record"]] = id,
            [files["group"]] = file.Group,
            [files["name"]] = file.Name,
            [files["content_type"]] = ContentTypes.Of(file.Name),
            [files["size"]] = bytes.Size,
            [files["storage_key"]] = bytes.Key,
            [files["sha256"]] = bytes.Sha256,
        });
        foreach (var (owner, ownerId) in run.OwnersOf(row))
            await run.Journal(await run.Authorise(
                new(owner, ownerId, EventKind.FileAdded, Version: 0) { Subject = file.Name, Part = file.Group, PartId = row.Id }));
        return row;
    }

    /// <summary>The record is held, so that uploads that come together are counted one after another.</summary>
    private async ValueTask JudgeNumber(CommandRun run, Entity entity, long id, string at)
    {
        await run.Lock(entity, id);
        var count = (long)(await run.Transaction.Scalar(FileStatements.CountOfRecord(entity.Key, id), DataType.Whole, run.Cancellation))!;
        if (count >= mostOfRecord) throw new RefusedException(Outcome.Invalid.At(at, new("file.too_many", mostOfRecord)));
    }
}
