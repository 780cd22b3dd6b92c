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
    /// <summary>Number of the revision they were made from, which must still be the last; 0 for an empty database, null where any will do.</summary>
    public int? MadeFrom { get; init; }
    /// <summary>The folder they bring in; null where they come from elsewhere and the folder stays as it was brought in before.</summary>
    public IReadOnlyDictionary<string, string>? Base { get; init; }
}
