using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Yaml;

/// <summary>The layout of a solution's folder.</summary>
internal static class SolutionFiles
{
    /// <summary>The settings file, in the root folder.</summary>
    public const string Settings = "solution.yaml";

    /// <summary>Folders with definitions.</summary>
    public static readonly IReadOnlyList<string> Folders = ["entities", "jobs", "notices", "pages", "roles"];

    /// <summary>Folders that are not definitions: demo data and scenarios.</summary>
    public static readonly IReadOnlyList<string> OtherFolders = ["demo", "scenarios"];

    /// <summary>Folders reserved for later versions. Files in them are reported, because they would have no effect.</summary>
    public static readonly IReadOnlyList<string> ReservedFolders = ["articles", "calculators", "documents", "reports", "texts"];

    /// <summary>All known folders, to suggest one for a misspelt name.</summary>
    public static IEnumerable<string> KnownFolders => [.. Folders, .. OtherFolders, .. ReservedFolders];

    /// <summary>Texts of a folder's YAML files by path. Symbolic links are not followed: the folder may come from an archive.</summary>
    /// <exception cref="SolutionException">Some files are not UTF-8; all of them are listed.</exception>
    public static IReadOnlyDictionary<string, string> Load(string directory)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden, MaxRecursionDepth = 8 };
        var (files, problems) = (new OrderedDictionary<string, string>(StringComparer.Ordinal), new List<Problem>());
        var paths = Directory.EnumerateFiles(directory, "*", options)
            .Select(path => Path.GetRelativePath(directory, path).Replace('\\', '/'));
        foreach (var path in paths.Where(IsDefinition).Order(StringComparer.Ordinal))
            if (!IsYaml(path)) files[path] = "";
            else if (TextFile.Read(Path.Combine(directory, path), path, problems) is { } text) files[path] = text;
        return problems.Count == 0 ? files : throw new SolutionException(problems);
    }

    // All files of a reserved folder are listed, so that they can be reported.
    private static bool IsDefinition(string path) =>
        ReservedFolders.Contains(FolderOf(path)) || IsYaml(path) && !OtherFolders.Contains(FolderOf(path));

    /// <summary>True if the path has a YAML extension.</summary>
    public static bool IsYaml(string path) =>
        path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    /// <summary>The first folder of a path; empty for a file in the root folder.</summary>
    public static string FolderOf(string path) => path.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? path[..slash] : "";
}
