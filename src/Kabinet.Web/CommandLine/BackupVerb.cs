using Kabinet.Engine.Backups;

namespace Kabinet.Web.CommandLine;

/// <summary><c>kabinet backup FILE</c> and <c>kabinet restore FILE [--overwrite]</c>: an installation as one archive.</summary>
internal static class BackupVerb
{
    public static readonly Verb Verb = new("backup", "FILE", "Writes the installation into one archive while it goes on working.",
        KnownOptions.Installation, Run);
    public static readonly Verb Restoring = new("restore", "FILE", "Takes an installation back from an archive; the site must stand still.",
        [KnownOptions.Overwrite, .. KnownOptions.Installation], Restore);

    private static async Task<int> Run(Arguments arguments, Terminal terminal)
    {
        var output = terminal.Output;
        if (arguments.Words is not [{ } file]) throw Verb.Misused();
        var manifest = await new BackupWriter(arguments.Installation().ToEngine()).Write(Path.GetFullPath(file));
        await output.WriteLineAsync(
            $"{file}: revision {manifest.Revision}, {manifest.Entries.Count} file(s), {manifest.Entries.Sum(entry => entry.Size)} bytes.");
        if (manifest.Database != "sqlite")
            await output.WriteLineAsync(
            "The database is a PostgreSQL and is not in the archive: back it up with pg_dump, before the files.");
        return 0;
    }

    private static async Task<int> Restore(Arguments arguments, Terminal terminal)
    {
        var output = terminal.Output;
        if (arguments.Words is not [{ } file]) throw Restoring.Misused();
        var options = arguments.Installation();
        var manifest = await new BackupReader(options.ToEngine()).Restore(Path.GetFullPath(file), arguments.Has(KnownOptions.Overwrite));
        await output.WriteLineAsync(
            $"{options.Data}: as it was at {manifest.At:yyyy-MM-dd HH:mm} UTC, revision {manifest.Revision}, {manifest.Entries.Count} "
            + "file(s).");
        return 0;
    }
}
