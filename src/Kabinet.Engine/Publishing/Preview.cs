using Kabinet.Engine.Model;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Engine.Publishing;

/// <summary>What a publication would do and what stands against it.</summary>
public sealed record Preview
{
    /// <summary>Both sides, where a folder is brought in over what serves.</summary>
    public FileMerge? Merge { get; init; }
    /// <summary>Number of the revision it would be; of the last, where nothing is new.</summary>
    public required int Number { get; init; }
    /// <summary>Language of the solution.</summary>
    public required string Language { get; init; }
    /// <summary>Files that would serve in another form.</summary>
    public IReadOnlyList<FileChange> Files { get; init; } = [];
    /// <summary>Steps of the tables; null where files conflict.</summary>
    public SchemaPlan? Plan { get; init; }
    /// <summary>Roles, pages and rights that change, a line each.</summary>
    public IReadOnlyList<string> Rights { get; init; } = [];
    /// <summary>What forbids it.</summary>
    public IReadOnlyList<Problem> Problems => [.. Merge?.Conflicts ?? [], .. Findings.Problems];
    /// <summary>What will not be seen or understood any more, and what is perhaps a rename.</summary>
    public IReadOnlyList<Problem> Warnings => Findings.Warnings;

    internal Findings Findings { get; init; } = new([], []);
}
