using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Yaml;

namespace Kabinet.Engine.Scenarios;

/// <summary>Reads <c>scenarios/*.yaml</c> of a solution, ordered by name.</summary>
public static class ScenarioReader
{
    private const string Folder = "scenarios";

    /// <summary>Reads the scenarios; empty where the solution has none.</summary>
    /// <exception cref="SolutionException">The files have problems; lists all of them.</exception>
    public static IReadOnlyList<ScenarioDefinition> Read(string solutionFolder)
    {
        var problems = new List<Problem>();
        var scenarios = Read(solutionFolder, problems);
        return problems.Count == 0 ? scenarios : throw new SolutionException(problems);
    }

    /// <summary>Reads the scenarios that can be read, and collects the problems of the others.</summary>
    internal static IReadOnlyList<ScenarioDefinition> Read(string solutionFolder, List<Problem> problems) =>
        [.. DefinitionFolder.Read<ScenarioDefinition>(solutionFolder, Folder, new(PlatformKinds.All, problems))];
}
