using Kabinet.Engine.Solutions;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Model;

/// <summary>One part of a page.</summary>
[Kinds("block")]
public abstract record BlockDefinition : Definition
{
    /// <summary>Kind of the block.</summary>
    public required string Block { get; init; }
    /// <summary>Heading.</summary>
    public LocalizedText? Title { get; init; }
    /// <summary>Roles that see the block; absent, all of the page.</summary>
    public IReadOnlyList<string>? Roles { get; init; }
    /// <summary>On a record page: condition under which the block is shown.</summary>
    public string? When { get; init; }
    /// <summary>Read only when it comes into sight, its place is kept meanwhile: for a list, numbers, what waits, files or history far down a page.</summary>
    public bool Lazy { get; init; }

    /// <summary>The entity whose record a page with this block is of; null where the block makes it no page of a record.</summary>
    public virtual string? OwnRecord => null;

    /// <summary>Makes its page the page of one record.</summary>
    public virtual bool IsOfRecord => false;

    /// <summary>Blocks that stand in this one, in the order in which they are linked.</summary>
    public virtual IEnumerable<BlockDefinition> Inner => [];

    /// <summary>The rows of a list whose readers keep how they like it; null where it is no such list.</summary>
    public virtual ListedRows? Listed => null;

    /// <summary>The block and all that stand in it.</summary>
    public IEnumerable<BlockDefinition> Whole => Inner.SelectMany(block => block.Whole).Prepend(this);
}

/// <summary>What a list shows, as it is written.</summary>
/// <param name="Entity">Entity of the rows; null where a collection tells it.</param>
/// <param name="Of">The collection of the page's record whose records are the rows.</param>
public sealed record ListedRows(string? Entity, string? Of)
{
    /// <summary>Views that readers may have kept by their keys.</summary>
    public IReadOnlyList<NamedView> Views { get; init; } = [];
}

/// <summary>A view of a list under its key.</summary>
public sealed record NamedView(string Key, Definition Definition, string? Was, LocalizedText? Title);
