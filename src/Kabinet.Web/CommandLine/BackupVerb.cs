using Kabinet.Engine.Backups;

namespace Kabinet.Web.CommandLine;

/// <summary><c>kabinet backup FILE</c> and <c>kabinet restore FILE [--overwrite]</c>: an installation as one archive.</summary>
internal static class BackupVerb
{
    private const string Overwrite = "--overwrite";

    public static async Task<int> Run(string[] arguments, TextWriter output)
    {
        if (arguments is not [{ } file, .. var flags] || file.StartsWith('-')) throw new UsageException("backup FILE [--data …] [--database …]");
        var manifest = await new BackupWriter(Options.Read(flags).ToEngine()).Write(Path.GetFullPath(file));
        await output.WriteLineAsync($"{file}: revision {manifest.Revision}, {manifest.Entries.Count} file(s), {manifest.Entries.Sum(entry => entry.Size)} bytes.");
        if (manifest.Database != "sqlite") await output.WriteLineAsync("The database is a PostgreSQL and is not in the archive: back it up with pg_dump, before the files.");
        return 0;
    }

    public static async Task<int> Restore(string[] arguments, TextWriter output)
    {
        if (arguments is not [{ } file, .. var flags] || file.StartsWith('-')) throw new UsageException("restore FILE [--overwrite] [--data …] [--database …]");
        var options = Options.Read([.. flags.Where(flag => flag != Overwrite)]);
        var manifest = await new BackupReader(options.ToEngine()).Restore(Path.GetFullPath(file), flags.Contains(Overwrite));
        await output.WriteLineAsync($"{options.Data}: as it was at {manifest.At:yyyy-MM-dd HH:mm} UTC, revision {manifest.Revision}, {manifest.Entries.Count} file(s).");
        return 0;
    }
}
