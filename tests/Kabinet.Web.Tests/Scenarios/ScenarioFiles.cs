using Kabinet.Engine.Scenarios;

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

    public static ScenarioDefinition Read(string solution, string scenario) =>
        ScenarioReader.Read(Path.Combine(SolutionsFolder, solution)).Single(read => read.Scenario == scenario);

    private static string RootOf(string folder) =>
        File.Exists(Path.Combine(folder, "Kabinet.slnx")) ? folder : RootOf(Path.GetDirectoryName(folder)!);
}
