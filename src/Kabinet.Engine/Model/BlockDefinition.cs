using Kabinet.Engine.Solutions;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Model;

/// <summary>One block of a page.</summary>
[Kinds("block")]
public abstract record BlockDefinition : Definition
{
    /// <summary>Kind of the block.</summary>
    public required string Block { get; init; }
    /// <summary>Heading.</summary>
    public LocalizedText? Title { get; init; }
    /// <summary>Roles that see the block. Default: all roles of the page.</summary>
    public IReadOnlyList<string>? Roles { get; init; }
    /// <summary>On a record page: condition under which the block is shown.</summary>
    public string? When { get; init; }
    /// <summary>
    /// True to load the block only when it scrolls into view; a placeholder keeps its place.
    /// For a list, metrics, waiting, files or history block far down a page.
    /// </summary>
    public bool Lazy { get; init; }

    /// <summary>For a block that makes its page a record page: the key of the record's entity. Otherwise null.</summary>
    public virtual string? OwnRecord => null;

    /// <summary>True if the block makes its page a record page.</summary>
    public virtual bool IsOfRecord => false;

    /// <summary>Blocks nested directly in this one, in the order in which they are linked.</summary>
    public virtual IEnumerable<BlockDefinition> Inner => [];

    /// <summary>The rows, for a list that users can personalise; otherwise null.</summary>
    public virtual ListedRows? Listed => null;

    /// <summary>This block and all blocks nested in it, at any depth.</summary>
    public IEnumerable<BlockDefinition> Whole => Inner.SelectMany(block => block.Whole).Prepend(this);
}

/// <summary>The rows of a list, as its definition gives them.</summary>
/// <param name="Entity">Key of the rows' entity; null if the collection determines it.</param>
/// <param name="Of">The collection of the page's record that holds the rows; null if the list has its own entity.</param>
public sealed record ListedRows(string? Entity, string? Of)
{
    /// <summary>Quick views of the list, whose keys users may have saved.</summary>
    public IReadOnlyList<NamedView> Views { get; init; } = [];
}

/// <summary>A quick view of a list with its key.</summary>
public sealed record NamedView(string Key, Definition Definition, string? Was, LocalizedText? Title);
