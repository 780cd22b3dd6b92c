using System.Text.Json;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Engine.Publishing;

/// <summary>The definitions that were published last, as the files they were.</summary>
public static class Export
{
    /// <summary>Writes them into an empty folder and tells their revision; null where there is no database yet, or an empty one.</summary>
    /// <exception cref="IOException">The folder holds something.</exception>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public static async ValueTask<int?> To(string folder, EngineOptions options, CancellationToken cancellation = default)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()) throw new IOException($"{folder} is not empty");
        if (Databases.EmbeddedFile(options.Database) is { } embedded && !File.Exists(embedded)) return null;
        await using var database = Databases.Open(options.Database);
        if (await Revisions.Last(database, cancellation) is not { } revision) return null;
        foreach (var (path, text) in JsonSerializer.Deserialize<Dictionary<string, string>>(revision.Definitions)!) await Write(folder, path, text, cancellation);
        return revision.Number;
    }

    private static async Task Write(string folder, string path, string text, CancellationToken cancellation)
    {
        var file = Path.GetFullPath(Path.Combine(folder, path));
        // Whoever can write into the database cannot write elsewhere by it.
        if (!file.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal)) throw new IOException($"'{path}' leads out of the folder");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, text, cancellation);
    }
}
