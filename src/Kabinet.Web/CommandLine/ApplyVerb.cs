using Kabinet.Engine;
using Kabinet.Engine.Publishing;
using Kabinet.Engine.Solutions;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Words;

namespace Kabinet.Web.CommandLine;

/// <summary>
/// <c>kabinet apply DIR [--dry-run]</c>: brings in a later version of a folder over what serves, or tells what that would change.
/// </summary>
internal static class ApplyVerb
{
    public static readonly Verb Verb = new("apply", "DIR",
        "Publishes a folder over what serves: what changed in the folder is taken, what was published besides is kept.",
        [KnownOptions.DryRun, KnownOptions.Author, KnownOptions.Reason, .. KnownOptions.Installation], Run)
    {
        Takes = arguments => arguments.Folder is not null,
    };

    private static async Task<int> Run(Arguments arguments, Terminal terminal)
    {
        var output = terminal.Output;
        var folder = arguments.Folder ?? throw Verb.Misused();
        var options = arguments.Installation().ToEngine();
        if (arguments.Has(KnownOptions.DryRun) && !IsInstalled(options)) return await CheckAlone(folder, output);
        await using var publications = KabinetEngine.OpenPublications(options);
        var preview = await publications.PreviewApply(folder);
        await PreviewText.Write(preview, output);
        if (arguments.Has(KnownOptions.DryRun)) return await PreviewText.Conclude(preview, output);
        var solution = await publications.Apply(folder, AuthorOf(arguments));
        await output.WriteLineAsync(Texts.Say("publish.done", solution.Settings.Language, solution.Revision));
        return 0;
    }

    /// <summary>There is a database; a server's is taken to be there.</summary>
    public static bool IsInstalled(EngineOptions options) => Databases.EmbeddedFile(options.Database) is not { } file || File.Exists(file);

    // A dry run does not even make the file of the database.
    private static async Task<int> CheckAlone(string folder, TextWriter output)
    {
        var solution = SolutionLinker.Link(SolutionReader.Read(folder, ProductKinds.All), 0, ProductKinds.All);
        await output.WriteLineAsync(Texts.Say("publish.dry.first", solution.Settings.Language));
        return 0;
    }

    public static Authorship AuthorOf(Arguments arguments) =>
        new(arguments[KnownOptions.Author] ?? "console", arguments[KnownOptions.Reason]);
}
