using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Yaml;

/// <summary>Reads a folder of a solution that is not published: demo data, scenarios.</summary>
internal static class DefinitionFolder
{
    /// <summary>The files of a folder in the order of their names; empty where there is no such folder.</summary>
    public static IEnumerable<T> Read<T>(string solutionFolder, string folder, Binder binder) where T : Definition
    {
        var directory = Path.Combine(solutionFolder, folder);
        if (!Directory.Exists(directory)) yield break;
        foreach (var path in Directory.EnumerateFiles(directory, "*.yaml").Order(StringComparer.Ordinal))
            if ($"{folder}/{Path.GetFileName(path)}" is var name && TextFile.Read(path, name, binder.Problems) is { } text
                && YamlFile.Parse(name, text, binder.Problems) is { } node && binder.Bind<T>(node) is { } file)
                yield return file;
    }
}
