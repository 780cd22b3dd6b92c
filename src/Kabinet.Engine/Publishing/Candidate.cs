using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions;

namespace Kabinet.Engine.Publishing;

/// <summary>Author and reason of a publication.</summary>
/// <param name="Author">Login of the person, or the name of the service.</param>
/// <param name="Reason">Reason in the author's words; null when not given.</param>
public sealed record Authorship(string Author, string? Reason = null);

/// <summary>Definitions that are to be published.</summary>
/// <param name="Files">Texts by path.</param>
/// <param name="By">Author and reason.</param>
internal sealed record Candidate(IReadOnlyDictionary<string, string> Files, Authorship By)
{
    /// <summary>
    /// Number of the revision they are based on, which must still be the last; 0 for an empty database, null for no check.
    /// </summary>
    public int? MadeFrom { get; init; }
    /// <summary>The folder they come from; null for another source, which keeps the folder imported before.</summary>
    public SolutionFolder? Folder { get; init; }
}

/// <summary>A folder of definitions.</summary>
/// <param name="Files">Texts by path.</param>
/// <param name="Source">Its location: machine and path.</param>
internal sealed record SolutionFolder(IReadOnlyDictionary<string, string> Files, string Source)
{
    /// <exception cref="SolutionException">The folder does not exist, or one of its files is not text.</exception>
    public static SolutionFolder Read(string folder) => new(SolutionReader.Files(folder), SourceOf(Path.GetFullPath(folder)));

    /// <summary>
    /// Finds the version that this folder is based on. The folder imported last is based on that import. Another folder (another person's
    /// copy) may be based on an older version:
    /// the version with the fewest differences is taken, so that files the copy never had do not count as removed. A folder equal to an
    /// earlier version is a return to it.
    /// </summary>
    /// <param name="revisions">All revisions, oldest first.</param>
    public IReadOnlyDictionary<string, string> MadeFrom(IReadOnlyList<Storage.Schemas.Revision> revisions)
    {
        var last = revisions[^1];
        // Earlier versions of Kabinet did not store the source, because they had only one folder.
        if (last.Folder.Source is null || last.Folder.Source == Source) return last.BaseFiles();
        var states = revisions.Select(revision => revision.BaseFiles()).Reverse().ToList();
        return states.Exists(state => DefinitionTexts.AreSame(state, Files)) ? states[0]
            : states.MinBy(state => FileChange.Between(state, Files).Count)!;
    }

    private static string SourceOf(string path) => $"{Environment.MachineName}:{Path.TrimEndingDirectorySeparator(path)}";
}
