using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Yaml;

namespace Kabinet.Engine.Demo;

/// <summary>Reads <c>demo/*.yaml</c> of a solution, ordered by name.</summary>
internal static class DemoReader
{
    public const string Folder = "demo";

    /// <summary>The files; empty where the solution has no demo.</summary>
    /// <exception cref="SolutionException">The files have problems; lists all of them.</exception>
    public static IReadOnlyList<DemoDefinition> Read(string solutionFolder, string language)
    {
        var problems = new List<Problem>();
        var files = Read(solutionFolder, problems);
        return problems.Count == 0 ? files : throw new SolutionException(problems, language);
    }

    /// <summary>Reads the files that can be read, and collects the problems of the others.</summary>
    public static IReadOnlyList<DemoDefinition> Read(string solutionFolder, List<Problem> problems) =>
        [.. DefinitionFolder.Read<DemoDefinition>(solutionFolder, Folder, new(PlatformKinds.All, problems))];
}
