using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Yaml;

/// <summary>Which files of a solution's folder are definitions.</summary>
internal static class SolutionFiles
{
    /// <summary>The one file that stands beside the folders.</summary>
    public const string Settings = "solution.yaml";

    /// <summary>Folders of definitions.</summary>
    public static readonly IReadOnlyList<string> Folders = ["entities", "notices", "pages", "roles"];

    /// <summary>Folders whose files are read by others: seeds and scenarios.</summary>
    public static readonly IReadOnlyList<string> OtherFolders = ["demo", "scenarios"];

    /// <summary>Folders that later versions give a meaning; what stands in them now would be without effect.</summary>
    public static readonly IReadOnlyList<string> ReservedFolders = ["articles", "calculators", "documents", "jobs", "reports", "texts"];

    /// <summary>All folders with a meaning, for a guess at a misspelt one.</summary>
    public static IEnumerable<string> KnownFolders => [.. Folders, .. OtherFolders, .. ReservedFolders];

    /// <summary>Texts of the YAML files by path. Links are not followed: a folder may come from an archive.</summary>
    /// <exception cref="SolutionException">Files that are not UTF-8; all of them.</exception>
    public static IReadOnlyDictionary<string, string> Load(string directory)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden, MaxRecursionDepth = 8 };
        var (files, problems) = (new OrderedDictionary<string, string>(StringComparer.Ordinal), new List<Problem>());
        var paths = Directory.EnumerateFiles(directory, "*", options).Select(path => Path.GetRelativePath(directory, path).Replace('\\', '/'));
        foreach (var path in paths.Where(IsDefinition).Order(StringComparer.Ordinal))
            if (!IsYaml(path)) files[path] = "";
            else if (TextFile.Read(Path.Combine(directory, path), path, problems) is { } text) files[path] = text;
        return problems.Count == 0 ? files : throw new SolutionException(problems);
    }

    // A file of a reserved folder is here to be told of, whatever it is.
    private static bool IsDefinition(string path) =>
        ReservedFolders.Contains(FolderOf(path)) || IsYaml(path) && !OtherFolders.Contains(FolderOf(path));

    /// <summary>By its ending.</summary>
    public static bool IsYaml(string path) => path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    /// <summary>The first folder of a path; empty for a file beside the folders.</summary>
    public static string FolderOf(string path) => path.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? path[..slash] : "";
}
