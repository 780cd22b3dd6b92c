using System.Globalization;
using Kabinet.Engine;
using Kabinet.Engine.Publishing;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Web.CommandLine;

/// <summary><c>kabinet revisions</c>: what was published, when, by whom and what for.</summary>
internal static class RevisionsVerb
{
    public static readonly Verb Verb = new("revisions", "",
        "Lists what was published: number, moment in UTC, author, reason, and the files and tables it changed.",
        KnownOptions.Installation, Run) { Takes = arguments => arguments.Words.Count == 0 };

    private static async Task<int> Run(Arguments arguments, Terminal terminal)
    {
        var output = terminal.Output;
        if (arguments.Words.Count > 0) throw Verb.Misused();
        var options = arguments.Installation().ToEngine();
        await using var publications = KabinetEngine.OpenPublications(options);
        var all = ApplyVerb.IsInstalled(options) ? await publications.All() : [];
        if (all.Count == 0) await output.WriteLineAsync("Nothing is published yet.");
        for (var i = 0; i < all.Count; i++) await Write(all[i], i == 0 ? null : all[i - 1], output);
        return 0;
    }

    private static async Task Write(Revision revision, Revision? before, TextWriter output)
    {
        var at = revision.At.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        await output.WriteLineAsync($"{revision.Number}  {at}  {revision.Author}{(revision.Reason is null ? "" : $"  {revision.Reason}")}");
        if (before is null) return;
        foreach (var file in revision.ChangesSince(before))
            await output.WriteLineAsync($"     {file.Fate.ToString().ToLowerInvariant()} {file.Path}");
        foreach (var step in revision.Plan.Split('\n', StringSplitOptions.RemoveEmptyEntries)) await output.WriteLineAsync($"     {step}");
    }
}
