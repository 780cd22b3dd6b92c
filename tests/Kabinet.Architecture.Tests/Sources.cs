namespace Kabinet.Architecture.Tests;

/// <summary>The files of the project as they lie in the work tree, without what is built or installed.</summary>
internal static class Sources
{
    private static readonly string[] Left = ["bin", "obj", "node_modules", "wwwroot", "data"];

    public static string Root { get; } = FindRoot();

    /// <summary>Every text under some folders of the root, by its path from there.</summary>
    /// <param name="extensions">How their names end.</param>
    /// <param name="folders">Folders of the root; a file of it may be named as well.</param>
    public static IEnumerable<SourceFile> Read(IReadOnlyCollection<string> extensions, params IEnumerable<string> folders) =>
        from folder in folders
        from path in Under(Path.Combine(Root, folder))
        where extensions.Any(extension => path.EndsWith(extension, StringComparison.Ordinal))
        orderby path
        select new SourceFile(Path.GetRelativePath(Root, path), File.ReadAllText(path));

    private static IEnumerable<string> Under(string path)
    {
        if (File.Exists(path)) return [path];
        var inner = Directory.EnumerateDirectories(path).Where(folder => !Left.Contains(Path.GetFileName(folder)));
        return Directory.EnumerateFiles(path).Concat(inner.SelectMany(Under));
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Kabinet.slnx"))) return folder.FullName;
        throw new InvalidOperationException("The tests do not lie in the project");
    }
}

/// <summary>A text of the project.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    public IReadOnlyList<string> Lines => Text.Split('\n');
}
