namespace Kabinet.Bench;

/// <summary>
/// <c>--rules true</c>: the solution with another rule of which requests a manager sees, as a folder that is gone when disposed.
/// </summary>
internal sealed class RuleVariant : IDisposable
{
    /// <summary>Who a request belongs to stands in it.</summary>
    public const string Simple = "manager = @me";
    /// <summary>
    /// Who a request belongs to stands in records that point to it; the bench fills them so that both rules show the same rows.
    /// </summary>
    public const string ToMany = "exists(slots where engineer = @me)";
    private const string Written = "mine: manager = @me or manager is null and created_by = @me";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kabinet-rule-");

    public RuleVariant(string solution, string rule)
    {
        var replaced = 0;
        foreach (var path in Directory.EnumerateFiles(solution, "*", SearchOption.AllDirectories))
        {
            var (target, text) = (Path.Combine(folder.FullName, Path.GetRelativePath(solution, path)), File.ReadAllText(path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (text.Contains(Written, StringComparison.Ordinal)) replaced++;
            File.WriteAllText(target, text.Replace(Written, $"mine: {rule}", StringComparison.Ordinal));
        }
        if (replaced != 1) throw new InvalidOperationException($"The rule stands in {replaced} files of {solution}");
    }

    public string Folder => folder.FullName;

    public void Dispose() => folder.Delete(recursive: true);
}
