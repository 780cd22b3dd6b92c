using Kabinet.Engine.Model;
using Kabinet.Engine.Storage.Schemas;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Publishing;

/// <summary>
/// Three-way merge, file by file: the current revision, the folder, and the version the folder is based on. A file changed on one
/// side only is taken from that side; a file changed on both sides is a conflict. Pure.
/// </summary>
public sealed class FileMerge
{
    private readonly Revision last;
    private readonly IReadOnlyDictionary<string, string> before, folder, published;

    /// <param name="last">The current revision.</param>
    /// <param name="before">The version that the folder is based on.</param>
    /// <param name="folder">The folder now.</param>
    internal FileMerge(Revision last, IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> folder)
    {
        (this.last, this.before, this.folder, published) = (last, before, folder, last.Files());
        Taken = [.. Paths.Where(path => IsChanged(folder, path) && !IsChanged(published, path)).Select(path => Difference(path, folder)!)];
        Kept = [.. Paths.Where(path => !IsChanged(folder, path) && IsChanged(published, path))
            .Select(path => Difference(path, published)!)];
        Conflicts = [.. Paths.Where(IsConflict).Select(Conflict)];
    }

    /// <summary>Files changed in the folder; the merge takes them.</summary>
    public IReadOnlyList<FileChange> Taken { get; }

    /// <summary>Files changed in the database; the merge keeps them.</summary>
    public IReadOnlyList<FileChange> Kept { get; }

    /// <summary>Files changed differently on both sides, with the text of each.</summary>
    public IReadOnlyList<Problem> Conflicts { get; }

    /// <summary>The merged files; valid only without conflicts.</summary>
    internal IReadOnlyDictionary<string, string> Files => Paths
        .Select(path => (Path: path, Text: (IsChanged(folder, path) ? folder : published).GetValueOrDefault(path)))
        .Where(file => file.Text is not null).ToDictionary(file => file.Path, file => file.Text!, StringComparer.Ordinal);

    private IEnumerable<string> Paths => before.Keys.Union(folder.Keys).Union(published.Keys).Order(StringComparer.Ordinal);

    private bool IsChanged(IReadOnlyDictionary<string, string> side, string path) =>
        side.GetValueOrDefault(path) != before.GetValueOrDefault(path);

    private FileChange? Difference(string path, IReadOnlyDictionary<string, string> side) =>
        FileChange.Of(path, before.GetValueOrDefault(path), side.GetValueOrDefault(path));

    private bool IsConflict(string path) =>
        IsChanged(folder, path) && IsChanged(published, path) && folder.GetValueOrDefault(path) != published.GetValueOrDefault(path);

    private Problem Conflict(string path) => new(
        new(path, folder.TryGetValue(path, out var text)
            ? DefinitionTexts.FirstDifference(before.GetValueOrDefault(path, ""), text).Line : 0),
        new("publish.conflict", Said(path, folder), Said(path, published), last.Number, last.Author));

    private Message Said(string path, IReadOnlyDictionary<string, string> side)
    {
        if (!side.TryGetValue(path, out var text)) return new("publish.side.removed");
        if (!before.TryGetValue(path, out var old)) return new("publish.side.added");
        var (line, said) = DefinitionTexts.FirstDifference(old, text);
        return said.Length == 0 ? new("publish.side.cut", line) : new("publish.side.changed", line, said);
    }
}
