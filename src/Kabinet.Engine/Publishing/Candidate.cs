using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions;

namespace Kabinet.Engine.Publishing;

/// <summary>Who publishes and what for.</summary>
/// <param name="Author">Login of the person, or the name of the service.</param>
/// <param name="Reason">In his words; null where he says nothing.</param>
public sealed record Authorship(string Author, string? Reason = null);

/// <summary>Definitions that are to be published.</summary>
/// <param name="Files">Texts by path.</param>
/// <param name="By">Who and why.</param>
internal sealed record Candidate(IReadOnlyDictionary<string, string> Files, Authorship By)
{
    /// <summary>
    /// Number of the revision they were made from, which must still be the last; 0 for an empty database, null where any will do.
    /// </summary>
    public int? MadeFrom { get; init; }
    /// <summary>The folder they bring in; null where they come from elsewhere and the folder stays as it was brought in before.</summary>
    public SolutionFolder? Folder { get; init; }
}

/// <summary>A folder of definitions.</summary>
/// <param name="Files">Texts by path.</param>
/// <param name="Source">Where it lies: machine and path.</param>
internal sealed record SolutionFolder(IReadOnlyDictionary<string, string> Files, string Source)
{
    /// <exception cref="SolutionException">There is no such folder, or a file of it is no text.</exception>
    public static SolutionFolder Read(string folder) => new(SolutionReader.Files(folder), SourceOf(Path.GetFullPath(folder)));

    /// <summary>
    /// The state of the folder that this one was made from. A folder that was brought in last goes on from there. Another one (somebody
    /// else's copy) may be older than that:
    /// it goes on from the state that it differs least from, so that what it never had is not taken for removed. One that is exactly an
    /// earlier state goes back to it.
    /// </summary>
    /// <param name="revisions">All that were published, the first first.</param>
    public IReadOnlyDictionary<string, string> MadeFrom(IReadOnlyList<Storage.Schemas.Revision> revisions)
    {
        var last = revisions[^1];
        // Where the last one lay is not known of what an earlier version published: it knew one folder only.
        if (last.Folder.Source is null || last.Folder.Source == Source) return last.BaseFiles();
        var states = revisions.Select(revision => revision.BaseFiles()).Reverse().ToList();
        return states.Exists(state => DefinitionTexts.AreSame(state, Files)) ? states[0]
            : states.MinBy(state => FileChange.Between(state, Files).Count)!;
    }

    private static string SourceOf(string path) => $"{Environment.MachineName}:{Path.TrimEndingDirectorySeparator(path)}";
}
