using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Engine.Backups;

/// <summary>
/// Writes an installation into one archive while it runs. The database is copied first: files are never deleted, so each file it refers to
/// is found afterwards.
/// </summary>
public sealed class BackupWriter(EngineOptions options)
{
    private const int BufferSize = 81_920;
    private readonly List<BackupEntry> entries = [];

    /// <summary>Writes the archive. It gets its name only when complete, and only its owner may read it, because it holds keys.</summary>
    /// <exception cref="BackupException">The file already exists, or there is nothing to back up.</exception>
    /// <exception cref="DatabaseUnavailableException">The database does not respond.</exception>
    public async ValueTask<BackupManifest> Write(string file, CancellationToken cancellation = default)
    {
        if (File.Exists(file)) throw new BackupException($"there is already a file {file}");
        if (Databases.EmbeddedFile(options.Database) is { } embedded && !File.Exists(embedded))
            throw new BackupException($"there is no database {embedded}");
        var draft = $"{file}.{Guid.NewGuid():N}.part";
        try
        {
            BackupManifest manifest;
            await using (var stream = new FileStream(draft, PrivateFiles.New(BufferSize)))
                manifest = await Write(stream, draft + ".db", cancellation);
            File.Move(draft, file, overwrite: false);
            return manifest;
        }
        finally
        {
            File.Delete(draft);
            File.Delete(draft + ".db");
        }
    }

    private async ValueTask<BackupManifest> Write(Stream stream, string copy, CancellationToken cancellation)
    {
        await using var database = Databases.Open(options.Database);
        var at = options.Clock.GetUtcNow().UtcDateTime;
        var revision = await Revisions.Last(database, cancellation)
            ?? throw new BackupException("the database is empty, there is nothing to back up");
        await using var archive = new ZipArchive(stream, ZipArchiveMode.Create);
        if (await database.CopyTo(copy, cancellation)) await Add(archive, BackupManifest.DatabaseEntry, copy, cancellation);
        foreach (var (path, name) in Files()) await Add(archive, name, path, cancellation);
        var manifest = new BackupManifest(BackupManifest.ThisFormat, at, database.Dialect.Name, revision.Number, entries);
        await using var last = await archive.CreateEntry(BackupManifest.Name).OpenAsync(cancellation);
        await JsonSerializer.SerializeAsync(last, manifest, ManifestJson.Default.BackupManifest, cancellation);
        return manifest;
    }

    /// <summary>Lists files in incoming/ first: files only move from there to their place, so this order misses none.</summary>
    private IEnumerable<(string Path, string Name)> Files()
    {
        var found = new List<string>();
        foreach (var folder in BackupManifest.Folders.Select(folder => Path.Combine(options.DataFolder, folder)).Where(Directory.Exists))
            found.AddRange(Directory.EnumerateDirectories(folder).OrderByDescending(inner => Path.GetFileName(inner) == "incoming")
                .Append(folder)
                .SelectMany(inner => Directory.EnumerateFiles(inner, "*", inner == folder ? SearchOption.TopDirectoryOnly
                    : SearchOption.AllDirectories)));
        return found.Select(path => (path, Path.GetRelativePath(options.DataFolder, path).Replace('\\', '/')));
    }

    private async ValueTask Add(ZipArchive archive, string name, string path, CancellationToken cancellation)
    {
        if (Opened(path) is not { } source) return;
        await using (source)
        {
            await using var target = await archive.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellation);
            entries.Add(await Copy(name, source, target, cancellation));
        }
    }

    /// <summary>
    /// Opens a file, or null when it has moved: it is then listed in its place, or is an upload that no copied record refers to.
    /// </summary>
    private static FileStream? Opened(string path)
    {
        try { return new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferSize,
            FileOptions.Asynchronous | FileOptions.SequentialScan); }
        catch (IOException) when (Path.GetFileName(Path.GetDirectoryName(path)) == "incoming") { return null; }
    }

    private static async ValueTask<BackupEntry> Copy(string name, Stream source, Stream target, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        long size = 0;
        for (int read; (read = await source.ReadAsync(buffer, cancellation)) > 0; size += read)
        {
            hash.AppendData(buffer, 0, read);
            await target.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }
        return new(name, size, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
