using System.Reflection;

namespace Kabinet.Engine.Solutions.Yaml;

/// <summary>The platform's own definitions, embedded in the assembly.</summary>
internal static class CoreFiles
{
    /// <summary>Texts by path, in the layout of a solution.</summary>
    public static readonly IReadOnlyDictionary<string, string> All = Load();

    private static Dictionary<string, string> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var folder in SolutionFiles.Folders)
            foreach (var name in assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith($"Kabinet.Engine.Core.{folder}.", StringComparison.Ordinal)))
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                texts.Add($"{folder}/{name[$"Kabinet.Engine.Core.{folder}.".Length..]}", reader.ReadToEnd());
            }
        return texts;
    }
}
