namespace Kabinet.Engine.Solutions.Yaml;

/// <summary>Which files of a solution's folder are definitions.</summary>
internal static class SolutionFiles
{
    /// <summary>The one file that stands beside the folders.</summary>
    public const string Settings = "solution.yaml";

    /// <summary>Folders of definitions.</summary>
    public static readonly IReadOnlyList<string> Folders = ["entities", "notices", "pages", "roles"];

    /// <summary>Folders whose files belong to others: seeds, scenarios, documents.</summary>
    public static readonly IReadOnlyList<string> OtherFolders = ["articles", "calculators", "demo", "documents", "jobs", "reports", "scenarios", "texts"];

    /// <summary>Texts of the YAML files by path. Links are not followed: a folder may come from an archive.</summary>
    public static IReadOnlyDictionary<string, string> Load(string directory)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden, MaxRecursionDepth = 8 };
        var files = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        var paths = Directory.EnumerateFiles(directory, "*", options).Select(path => Path.GetRelativePath(directory, path).Replace('\\', '/'));
        foreach (var path in paths.Where(IsDefinition).Order(StringComparer.Ordinal))
            files[path] = File.ReadAllText(Path.Combine(directory, path));
        return files;
    }

    private static bool IsDefinition(string path) => IsYaml(path) && !OtherFolders.Contains(FolderOf(path));

    /// <summary>By its ending.</summary>
    public static bool IsYaml(string path) => path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    /// <summary>The first folder of a path; empty for a file beside the folders.</summary>
    public static string FolderOf(string path) => path.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? path[..slash] : "";
}
