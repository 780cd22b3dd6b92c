using Kabinet.Engine;
using Kabinet.Engine.Publishing;
using Kabinet.Engine.Storage;

namespace Kabinet.Web.CommandLine;

/// <summary><c>kabinet export DIR [--revision N]</c>: published definitions as the files they were.</summary>
internal static class ExportVerb
{
    public static readonly Verb Verb = new("export", "DIR",
        "Writes the definitions that serve, or those of a revision, into an empty folder, byte for byte.",
        [KnownOptions.Revision, .. KnownOptions.Installation], Run) { Takes = arguments => arguments.Words.Count == 1 };

    private static async Task<int> Run(Arguments arguments, Terminal terminal)
    {
        var output = terminal.Output;
        if (arguments.Words is not [{ } folder]) throw Verb.Misused();
        var (options, number) = (arguments.Installation().ToEngine(), arguments.Number(KnownOptions.Revision));
        if (Databases.EmbeddedFile(options.Database) is { } embedded && !File.Exists(embedded))
            throw new RefusedException($"there is no database {embedded}: nothing to export");
        await using var publications = KabinetEngine.OpenPublications(options);
        await output.WriteLineAsync($"{folder}: revision {await publications.Export(Options.FullPath("DIR", folder), number)}.");
        return 0;
    }
}
