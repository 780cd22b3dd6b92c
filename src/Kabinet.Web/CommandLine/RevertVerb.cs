using Kabinet.Engine;
using Kabinet.Engine.Publishing;
using Kabinet.Engine.Words;

namespace Kabinet.Web.CommandLine;

/// <summary><c>kabinet revert N [--dry-run]</c>: publishes an earlier revision anew.</summary>
internal static class RevertVerb
{
    public static readonly Verb Verb = new("revert", "N",
        "Publishes the definitions of revision N anew, after the same checks as any publication.",
        [KnownOptions.DryRun, KnownOptions.Author, KnownOptions.Reason, .. KnownOptions.Installation], Run)
    {
        Takes = arguments => arguments.Words.Count == 1,
    };

    private static async Task<int> Run(Arguments arguments, Terminal terminal)
    {
        var output = terminal.Output;
        if (arguments.Words is not [{ } said]) throw Verb.Misused();
        var number = Arguments.NumberOf("a revision", said);
        var options = arguments.Installation().ToEngine();
        if (!ApplyVerb.IsInstalled(options)) throw new RefusedException("there is no database, and so no revision");
        await using var publications = KabinetEngine.OpenPublications(options);
        var preview = await publications.PreviewRevert(number);
        await PreviewText.Write(preview, output);
        if (arguments.Has(KnownOptions.DryRun)) return await PreviewText.Conclude(preview, output);
        var solution = await publications.Revert(number, ApplyVerb.AuthorOf(arguments));
        await output.WriteLineAsync(Texts.Say("publish.reverted", solution.Settings.Language, solution.Revision, number));
        return 0;
    }
}
