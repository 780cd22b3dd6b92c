using Kabinet.Engine;
using Kabinet.Engine.Solutions;
using Kabinet.Engine.Words;

namespace Kabinet.Web.CommandLine;

/// <summary><c>kabinet check DIR</c>: reads and links the definitions and tells every problem, touching nothing.</summary>
internal static class CheckVerb
{
    public static readonly Verb Verb = new("check", "DIR", "Reads the definitions of a folder and tells every problem, touching nothing.",
        [KnownOptions.Folder], Run);

    private static async Task<int> Run(Arguments arguments, Terminal terminal)
    {
        var output = terminal.Output;
        var folder = arguments.Folder ?? throw Verb.Misused();
        var solution = SolutionLinker.Link(SolutionReader.Read(folder, ProductKinds.All), 0, ProductKinds.All);
        var language = solution.Settings.Language;
        foreach (var warning in solution.Warnings)
            await output.WriteLineAsync($"{Texts.Say("problem.warning", language)}: {warning.Say(language)}");
        await output.WriteLineAsync(
            Texts.Say("problem.none", language, solution.Settings.Solution, solution.Entities.Count, solution.Roles.Count,
            solution.Pages.Count));
        return 0;
    }
}
