using Kabinet.Engine.Expressions;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Model;

/// <summary>Properties that every block has.</summary>
/// <param name="Key">Unique on its page: the kind and the position, <c>grid-0</c>. Used in names of frames and URL parameters.</param>
/// <param name="Title">Heading.</param>
/// <param name="Roles">Keys of the roles that see the block; null for all roles of the page.</param>
/// <param name="When">Condition on the page's record; null to always show the block.</param>
public sealed record BlockFrame(string Key, LocalizedText? Title, IReadOnlySet<string>? Roles, Expression? When)
{
    /// <summary>True to load the block only when it scrolls into view.</summary>
    public bool IsLazy { get; init; }
}

/// <summary>
/// A linked block. It describes itself, so that the engine and the web need not know its kind: the lists it shows, the entities
/// it depends on, its inner blocks, the ability it requires.
/// </summary>
/// <param name="Frame">Properties that every block has.</param>
public abstract record Block(BlockFrame Frame)
{
    /// <summary>Unique on its page.</summary>
    public string Key => Frame.Key;
    /// <summary>Heading.</summary>
    public LocalizedText? Title => Frame.Title;
    /// <summary>Keys of the roles that see the block; null for all roles of the page.</summary>
    public IReadOnlySet<string>? Roles => Frame.Roles;
    /// <summary>Condition on the page's record; null to always show the block.</summary>
    public Expression? When => Frame.When;
    /// <summary>True to load the block only when it scrolls into view.</summary>
    public bool IsLazy => Frame.IsLazy;
    /// <summary>The platform ability that a user needs to see the block; null if none.</summary>
    public virtual string? Ability => null;
    /// <summary>For a block that makes its page a record page: the entity of the record. Otherwise null.</summary>
    public virtual Entity? OwnRecord => null;
    /// <summary>The entity whose records the block creates; null if it creates none.</summary>
    public virtual Entity? Creates => null;
    /// <summary>Blocks nested directly in this one, including those of its tabs.</summary>
    public virtual IEnumerable<Block> Inner => [];
    /// <summary>Lists that the block shows or counts. Indexes are derived from them.</summary>
    public virtual IEnumerable<ListUse> Lists => [];
    /// <summary>Entities whose changes refresh the block.</summary>
    public virtual IEnumerable<Entity> Topics => [];
    /// <summary>The filters that the block offers; null if it offers none.</summary>
    public virtual BlockFilters? Filtered => null;

    /// <summary>This block and all blocks nested in it, at any depth.</summary>
    public IEnumerable<Block> Whole => Inner.SelectMany(block => block.Whole).Prepend(this);
}

/// <summary>Filters of a block: fields of its entity, or paths through references.</summary>
public sealed record BlockFilters(Entity Entity, IReadOnlyList<FieldPath> Paths);

/// <summary>A list that a page shows: its records and their order.</summary>
/// <param name="Entity">Entity of the records.</param>
/// <param name="Where">Condition on the records; null for all.</param>
/// <param name="Of">The reference to the page's record, for a list of its child records; otherwise null.</param>
/// <param name="Sort">Order of the records; by id when empty; null if the records are only counted.</param>
public sealed record ListUse(Entity Entity, Expression? Where, Field? Of, IReadOnlyList<Order>? Sort)
{
    /// <summary>True for a list that users open first. It gets an index for the row rule of each role.</summary>
    public bool IsMain { get; init; }
    /// <summary>True if the list is shown separately for each state, as on a board.</summary>
    public bool IsByStatus { get; init; }
}

/// <summary>One sort key of a list.</summary>
public sealed record Order(FieldPath Path, bool Descending);
