using Kabinet.Engine;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Yaml;

namespace Kabinet.Web.Tests.Scenarios;

/// <summary>Scenarios of the bundled solutions.</summary>
internal static class ScenarioFiles
{
    public static string SolutionsFolder { get; } = Path.Combine(RootOf(AppContext.BaseDirectory), "solutions");

    /// <summary>Solution and scenario, each one a test.</summary>
    public static IEnumerable<(string Solution, string Scenario)> All =>
        from folder in Directory.EnumerateDirectories(SolutionsFolder).Order(StringComparer.Ordinal)
        let scenarios = Path.Combine(folder, "scenarios")
        where Directory.Exists(scenarios)
        from file in Directory.EnumerateFiles(scenarios, "*.yaml").Order(StringComparer.Ordinal)
        select (Path.GetFileName(folder)!, Path.GetFileNameWithoutExtension(file)!);

    /// <exception cref="SolutionException">The file is wrong.</exception>
    public static ScenarioDefinition Read(string solution, string scenario)
    {
        var problems = new List<Problem>();
        var path = Path.Combine(SolutionsFolder, solution, "scenarios", $"{scenario}.yaml");
        var read = YamlFile.Parse($"scenarios/{scenario}.yaml", File.ReadAllText(path), problems) is { } node
            ? new Binder(PlatformKinds.All, problems).Bind<ScenarioDefinition>(node) : null;
        return problems.Count == 0 ? read! : throw new SolutionException(problems);
    }

    private static string RootOf(string folder) =>
        File.Exists(Path.Combine(folder, "Kabinet.slnx")) ? folder : RootOf(Path.GetDirectoryName(folder)!);
}
