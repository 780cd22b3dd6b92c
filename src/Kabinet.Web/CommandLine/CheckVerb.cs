using Kabinet.Engine.Definitions;

namespace Kabinet.Web.CommandLine;

/// <summary><c>kabinet check DIR</c>: reads and links the definitions and tells every problem, touching nothing.</summary>
internal static class CheckVerb
{
    public static async Task<int> Run(string[] arguments, TextWriter output)
    {
        if (arguments is not [{ } folder]) throw new UsageException("check DIR");
        var solution = SolutionLinker.Link(SolutionReader.Read(Path.GetFullPath(folder)), 0);
        foreach (var warning in solution.Warnings) await output.WriteLineAsync($"warning: {warning}");
        await output.WriteLineAsync($"{solution.Settings.Solution}: {solution.Entities.Count} entities, {solution.Roles.Count} roles, {solution.Pages.Count} pages, no problems");
        return 0;
    }
}
