using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Backups;

/// <summary>Restores an installation from an archive. The whole archive is checked before anything is replaced.</summary>
public sealed class BackupReader(EngineOptions options)
{
    private const string Arriving = ".restoring", Former = "former";

    /// <summary>Restores the archive to the database and data folder of the options.</summary>
    /// <param name="file">The archive.</param>
    /// <param name="overwrite">Whether existing data may be replaced.</param>
    /// <param name="cancellation">Cancels the restore while the archive is read.</param>
    /// <exception cref="BackupException">The archive is incomplete or not from Kabinet, or data already exist.</exception>
    public async ValueTask<BackupManifest> Restore(string file, bool overwrite, CancellationToken cancellation = default)
    {
        if (!File.Exists(file)) throw new BackupException($"there is no file {file}");
        await using var archive = Opened(file);
        var manifest = await Judge(archive, cancellation);
        var target = TargetOf(manifest);
        if (!overwrite) RefuseToOverwrite(target);
        PrivateFiles.OwnFolder(options.DataFolder);
        var arriving = Path.Combine(options.DataFolder, Arriving);
        // Of an earlier restore that was killed.
        if (Directory.Exists(arriving)) Directory.Delete(arriving, recursive: true);
        try
        {
            foreach (var entry in manifest.Entries)
                await Extract(archive.GetEntry(entry.Path)!, Path.Combine(arriving, entry.Path), cancellation);
            Replace(arriving, target);
        }
        finally
        {
            if (Directory.Exists(arriving)) Directory.Delete(arriving, recursive: true);
        }
        return manifest;
    }

    private static ZipArchive Opened(string file)
    {
        try { return ZipFile.OpenRead(file); }
        catch (InvalidDataException) { throw new BackupException($"{file} is not a whole archive"); }
    }

    private static async ValueTask<BackupManifest> Judge(ZipArchive archive, CancellationToken cancellation)
    {
        var manifest = await ManifestOf(archive, cancellation);
        if (manifest.Format != BackupManifest.ThisFormat)
            throw new BackupException(
            $"the archive has the form {manifest.Format}, this version of Kabinet reads {BackupManifest.ThisFormat}");
        var listed = manifest.Entries.Select(entry => entry.Path).Append(BackupManifest.Name).Order(StringComparer.Ordinal);
        if (!listed.SequenceEqual(archive.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal)))
            throw new BackupException("the archive does not hold what it lists");
        foreach (var entry in manifest.Entries) await Judge(archive.GetEntry(entry.Path)!, entry, cancellation);
        return manifest;
    }

    private static async ValueTask<BackupManifest> ManifestOf(ZipArchive archive, CancellationToken cancellation)
    {
        if (archive.GetEntry(BackupManifest.Name) is not { } entry)
            throw new BackupException("the archive is not a backup of Kabinet, or it broke off");
        try
        {
            await using var stream = await entry.OpenAsync(cancellation);
            return await JsonSerializer.DeserializeAsync(stream, ManifestJson.Default.BackupManifest, cancellation)
                ?? throw new JsonException();
        }
        catch (JsonException) { throw new BackupException("the archive's list of contents cannot be read"); }
    }

    private static async ValueTask Judge(ZipArchiveEntry stored, BackupEntry entry, CancellationToken cancellation)
    {
        if (!IsOurs(entry.Path)) throw new BackupException($"the archive holds what no backup holds: {entry.Path}");
        if (stored.Length != entry.Size || await Checksum(stored, cancellation) != entry.Sha256)
            throw new BackupException($"{entry.Path} is damaged");
    }

    /// <summary>Whether a path is allowed in an archive; others could write outside the data folder.</summary>
    private static bool IsOurs(string path) =>
        path == BackupManifest.DatabaseEntry
        || path.Split('/') is { Length: >= 2 } parts && BackupManifest.Folders.Contains(parts[0])
            && Array.TrueForAll(parts, part => part is not ("" or "." or "..") && part.IndexOfAny(['\\', ':', '\0']) < 0);

    private static async ValueTask<string> Checksum(ZipArchiveEntry stored, CancellationToken cancellation)
    {
        try
        {
            await using var stream = await stored.OpenAsync(cancellation);
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));
        }
        catch (InvalidDataException) { return ""; }
    }

    /// <summary>Path of the SQLite file to restore; null when the database is backed up by its own tools.</summary>
    private string? TargetOf(BackupManifest manifest)
    {
        var target = Databases.EmbeddedFile(options.Database);
        var embedded = manifest.Entries.Any(entry => entry.Path == BackupManifest.DatabaseEntry);
        if (embedded == target is not null) return target;
        throw new BackupException(embedded ? "the archive holds an embedded database, and --database names a PostgreSQL"
            : "the archive holds no database: name with --database the PostgreSQL that was restored from its own backup");
    }

    private void RefuseToOverwrite(string? target)
    {
        if (Directory.Exists(options.DataFolder) && Directory.EnumerateFileSystemEntries(options.DataFolder).Any())
            throw new BackupException($"{options.DataFolder} is not empty; add --overwrite to lose what is there");
        if (target is not null && File.Exists(target))
            throw new BackupException($"there is already a database {target}; add --overwrite to lose it");
    }

    private static async ValueTask Extract(ZipArchiveEntry stored, string path, CancellationToken cancellation)
    {
        PrivateFiles.CreateFolder(Path.GetDirectoryName(path)!);
        // Not extracted by the library: it would give the file the mode that the archive names.
        await using var source = await stored.OpenAsync(cancellation);
        await using var target = new FileStream(path, PrivateFiles.New(bufferSize: 81_920));
        await source.CopyToAsync(target, cancellation);
    }

    /// <summary>
    /// Replaces existing data by the completely extracted archive. What was there is only moved aside, and comes back where a move fails.
    /// </summary>
    private void Replace(string arriving, string? target)
    {
        var former = Path.Combine(arriving, Former);
        PrivateFiles.CreateFolder(former);
        var moves = new List<(string From, string To)>();
        foreach (var folder in BackupManifest.Folders)
        {
            var live = Path.Combine(options.DataFolder, folder);
            moves.Add((live, Path.Combine(former, folder)));
            moves.Add((Path.Combine(arriving, folder), live));
        }
        if (target is not null)
        {
            PrivateFiles.CreateFolder(Path.GetDirectoryName(Path.GetFullPath(target))!);
            // The WAL of the old database would be replayed into the restored one.
            foreach (var beside in new[] { "", "-wal", "-shm" })
                moves.Add((target + beside, Path.Combine(former, BackupManifest.DatabaseEntry + beside)));
            moves.Add((Path.Combine(arriving, BackupManifest.DatabaseEntry), target));
        }
        Move(moves);
    }

    private static void Move(IEnumerable<(string From, string To)> moves)
    {
        var done = new Stack<(string From, string To)>();
        try
        {
            foreach (var (from, to) in moves)
                if (Move(from, to)) done.Push((from, to));
        }
        catch
        {
            foreach (var (from, to) in done) Move(to, from);
            throw;
        }
    }

    private static bool Move(string from, string to)
    {
        if (Directory.Exists(from)) Directory.Move(from, to);
        else if (File.Exists(from)) File.Move(from, to);
        else return false;
        return true;
    }
}
