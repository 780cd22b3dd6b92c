using System.Text.Json;
using Kabinet.Engine.People;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Engine.Publishing;

/// <summary>Texts of definition files by path, as a revision keeps them.</summary>
internal static class DefinitionTexts
{
    public static string Write(IReadOnlyDictionary<string, string> files) =>
        JsonSerializer.Serialize(files.OrderBy(file => file.Key, StringComparer.Ordinal).ToDictionary());

    public static IReadOnlyDictionary<string, string> Read(string text) => JsonSerializer.Deserialize<Dictionary<string, string>>(text)!;

    /// <summary>The files of a revision.</summary>
    public static IReadOnlyDictionary<string, string> Files(this Revision revision) => Read(revision.Definitions);

    /// <summary>The folder imported last at the time of a revision.</summary>
    public static IReadOnlyDictionary<string, string> BaseFiles(this Revision revision) =>
        Read(revision.Folder.Texts ?? revision.Definitions);

    public static bool AreSame(IReadOnlyDictionary<string, string> left, IReadOnlyDictionary<string, string> right) =>
        left.Count == right.Count && left.All(file => right.TryGetValue(file.Key, out var text) && text == file.Value);

    /// <summary>The first line that differs: its number and its text in <paramref name="after"/>, empty past its end.</summary>
    public static (int Line, string Text) FirstDifference(string before, string after)
    {
        var (old, now) = (before.ReplaceLineEndings("\n").Split('\n'), after.ReplaceLineEndings("\n").Split('\n'));
        var line = 0;
        while (line < old.Length && line < now.Length && old[line] == now[line]) line++;
        return (line + 1, line < now.Length ? now[line].Trim() : "");
    }
}

/// <summary>What a revision changed.</summary>
public static class RevisionChanges
{
    /// <summary>Files that differ from those of the revision before.</summary>
    public static IReadOnlyList<FileChange> ChangesSince(this Revision revision, Revision before) =>
        FileChange.Between(before.Files(), revision.Files());
}

/// <summary>How a file changed.</summary>
public enum FileFate
{
    /// <summary>It is new.</summary>
    Added,
    /// <summary>The file has another text.</summary>
    Changed,
    /// <summary>The file was removed.</summary>
    Removed,
}

/// <summary>One file that differs.</summary>
/// <param name="Path">Path within the solution.</param>
/// <param name="Fate">How it changed.</param>
public sealed record FileChange(string Path, FileFate Fate)
{
    /// <summary>Files that differ between two versions, in the order of their paths.</summary>
    internal static IReadOnlyList<FileChange> Between(
        IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
    [
        .. before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
            .Select(path => Of(path, before.GetValueOrDefault(path), after.GetValueOrDefault(path))).OfType<FileChange>(),
    ];

    internal static FileChange? Of(string path, string? before, string? after) => (before, after) switch
    {
        _ when before == after => null,
        (null, _) => new(path, FileFate.Added),
        (_, null) => new(path, FileFate.Removed),
        _ => new(path, FileFate.Changed),
    };
}
