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
}
