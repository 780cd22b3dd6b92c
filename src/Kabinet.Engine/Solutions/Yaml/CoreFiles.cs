using System.Reflection;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Solutions.Yaml;

/// <summary>The platform's own definitions, embedded in the assembly.</summary>
internal static class CoreFiles
{
    /// <summary>Texts by path, in the layout of a solution.</summary>
    public static readonly IReadOnlyDictionary<string, string> All = Load();

    // Stands for the choices of every language with its own name.
    private const string AllLanguages = "{languages}";

    private static Dictionary<string, string> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var languages = $"{{ {string.Join(", ", Languages.All.Select(language => $"{language.Key}: {language.Name}"))} }}";
        foreach (var folder in SolutionFiles.Folders)
            foreach (var name in assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith($"Kabinet.Engine.Core.{folder}.", StringComparison.Ordinal)))
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                var path = $"{folder}/{name[$"Kabinet.Engine.Core.{folder}.".Length..]}";
                texts.Add(path, reader.ReadToEnd().Replace(AllLanguages, languages, StringComparison.Ordinal));
            }
        return texts;
    }
}
