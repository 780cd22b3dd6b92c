using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions;

namespace Kabinet.Engine.Publishing;

/// <summary>
/// Reads and links texts, the same twice in a row once: a start reads a folder before there is a database and again to seed it, and
/// <c>apply</c> prepares a publication to show it and again to make it.
/// </summary>
internal sealed class LinkedDefinitions(Kinds kinds)
{
    private volatile Linked? last;

    /// <summary>What the texts mean, under a number.</summary>
    /// <exception cref="SolutionException">They have problems; all of them are told.</exception>
    public Solution Of(IReadOnlyDictionary<string, string> files, int revision)
    {
        var known = last;
        if (known is null || !DefinitionTexts.AreSame(known.Files, files))
            last = known = new(files, SolutionLinker.Link(SolutionReader.Read(files, kinds), revision, kinds));
        return known.Solution.Revision == revision ? known.Solution : known.Solution with { Revision = revision };
    }

    private sealed record Linked(IReadOnlyDictionary<string, string> Files, Solution Solution);
}
