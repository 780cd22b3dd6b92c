using Kabinet.Engine.Expressions;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Model;

/// <summary>What every block has.</summary>
/// <param name="Key">Unique on its page and stable: its place, as <c>grid-0</c>; names frames and URL parameters.</param>
/// <param name="Title">Heading.</param>
/// <param name="Roles">Keys of the roles that see it; null for all of the page.</param>
/// <param name="When">Condition over the page's record.</param>
public sealed record BlockFrame(string Key, LocalizedText? Title, IReadOnlySet<string>? Roles, Expression? When)
{
    /// <summary>Read only when it comes into sight.</summary>
    public bool IsLazy { get; init; }
}

/// <summary>
/// A linked block. What the engine and the web must know of it without knowing its kind, it says by itself: what it lists, what it listens to,
/// which blocks stand in it, which ability it needs.
/// </summary>
/// <param name="Frame">What every block has.</param>
public abstract record Block(BlockFrame Frame)
{
    /// <summary>Unique on its page.</summary>
    public string Key => Frame.Key;
    /// <summary>Heading.</summary>
    public LocalizedText? Title => Frame.Title;
    /// <summary>Keys of the roles that see it; null for all of the page.</summary>
    public IReadOnlySet<string>? Roles => Frame.Roles;
    /// <summary>Condition over the page's record.</summary>
    public Expression? When => Frame.When;
    /// <summary>Read only when it comes into sight.</summary>
    public bool IsLazy => Frame.IsLazy;
    /// <summary>The platform ability without which the block is not there; null for none.</summary>
    public virtual string? Ability => null;
    /// <summary>The entity whose record the page of this block shows; null where the block makes it no page of a record.</summary>
    public virtual Entity? OwnRecord => null;
    /// <summary>The entity of which a record is made here; null where none is.</summary>
    public virtual Entity? Creates => null;
    /// <summary>Blocks that stand in this one, those of all its tabs.</summary>
    public virtual IEnumerable<Block> Inner => [];
    /// <summary>Lists it shows or counts: indexes are derived from them.</summary>
    public virtual IEnumerable<ListUse> Lists => [];
    /// <summary>Entities any of whose records may change what it shows.</summary>
    public virtual IEnumerable<Entity> Topics => [];
    /// <summary>The filters that a reader may set; null where it has none.</summary>
    public virtual BlockFilters? Filtered => null;

    /// <summary>The block and all that stand in it.</summary>
    public IEnumerable<Block> Whole => Inner.SelectMany(block => block.Whole).Prepend(this);
}

/// <summary>Filters of a block: fields of its entity, or paths through references.</summary>
public sealed record BlockFilters(Entity Entity, IReadOnlyList<FieldPath> Paths);

/// <summary>A list that some page shows: which records and in which order.</summary>
/// <param name="Entity">Whose records.</param>
/// <param name="Where">Which of them.</param>
/// <param name="Of">The reference to the page's record, for a list of its parts.</param>
/// <param name="Sort">Their order, by id when empty; null where they are only counted.</param>
public sealed record ListUse(Entity Entity, Expression? Where, Field? Of, IReadOnlyList<Order>? Sort)
{
    /// <summary>What everybody sees first, so that the rule of each role deserves an index.</summary>
    public bool IsMain { get; init; }
    /// <summary>A list for each state.</summary>
    public bool IsByStatus { get; init; }
}

/// <summary>One step of an order.</summary>
public sealed record Order(FieldPath Path, bool Descending);
