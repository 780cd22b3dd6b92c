namespace Kabinet.Web.Tests.Support;

/// <summary>A copy of a solution in which texts were replaced, gone when disposed.</summary>
public sealed class ChangedSolution : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kabinet-solution-");

    public ChangedSolution(string solution, params (string File, string Old, string New)[] changes)
    {
        var source = KabinetHost.FolderOf(solution);
        foreach (var path in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder.FullName, Path.GetRelativePath(source, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
        }
        foreach (var (file, old, @new) in changes) Change(Path.Combine(folder.FullName, file), old, @new);
    }

    public string Folder => folder.FullName;

    public void Dispose() => folder.Delete(recursive: true);

    private static void Change(string file, string old, string @new)
    {
        var text = File.ReadAllText(file);
        text.ShouldContain(old);
        File.WriteAllText(file, text.Replace(old, @new, StringComparison.Ordinal));
    }
}
