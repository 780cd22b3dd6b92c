using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Yaml;

namespace Kabinet.Engine.Demo;

/// <summary>Reads <c>demo/*.yaml</c> of a solution, ordered by name.</summary>
internal static class DemoReader
{
    public const string Folder = "demo";

    /// <summary>The files; empty where the solution has no demo.</summary>
    /// <exception cref="SolutionException">The files have problems; lists all of them.</exception>
    public static IReadOnlyList<DemoDefinition> Read(string solutionFolder)
    {
        var folder = Path.Combine(solutionFolder, Folder);
        if (!Directory.Exists(folder)) return [];
        var problems = new List<Problem>();
        var binder = new Binder(PlatformKinds.All, problems);
        var files = new List<DemoDefinition>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
            if ($"{Folder}/{Path.GetFileName(path)}" is var name && TextFile.Read(path, name, problems) is { } text
                && YamlFile.Parse(name, text, problems) is { } node && binder.Bind<DemoDefinition>(node) is { } file)
                files.Add(file);
        return problems.Count == 0 ? files : throw new SolutionException(problems);
    }
}
