using Kabinet.Engine.Model;
using Kabinet.Engine.Storage.Schemas;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Publishing;

/// <summary>What a publication would do, and what prevents it.</summary>
public sealed record Preview
{
    /// <summary>The merge of a folder with the current definitions; null for other publications.</summary>
    public FileMerge? Merge { get; init; }
    /// <summary>Number of the new revision; of the last one when nothing changes.</summary>
    public required int Number { get; init; }
    /// <summary>Language of the solution.</summary>
    public required string Language { get; init; }
    /// <summary>Files that would change.</summary>
    public IReadOnlyList<FileChange> Files { get; init; } = [];
    /// <summary>Steps of the tables; null where files conflict.</summary>
    public SchemaPlan? Plan { get; init; }
    /// <summary>The steps of the tables in words of people.</summary>
    public IReadOnlyList<Message> Tables { get; init; } = [];
    /// <summary>Roles that come and go, and what each role may from now on and no longer.</summary>
    public IReadOnlyList<Message> Rights { get; init; } = [];
    /// <summary>Pages that come and go, their addresses, blocks and columns.</summary>
    public IReadOnlyList<Message> Pages { get; init; } = [];
    /// <summary>Problems that prevent it.</summary>
    public IReadOnlyList<Problem> Problems => [.. Merge?.Conflicts ?? [], .. Findings.Problems];
    /// <summary>Data that would no longer be visible or understood, and removals that may be renames.</summary>
    public IReadOnlyList<Problem> Warnings => Findings.Warnings;

    internal Findings Findings { get; init; } = new([], []);
}
