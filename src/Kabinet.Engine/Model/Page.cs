using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Model;

/// <summary>A linked page.</summary>
/// <param name="Definition">What was written.</param>
/// <param name="Roles">Keys of the roles that have it.</param>
/// <param name="Blocks">Linked blocks.</param>
/// <param name="Count">The counter in the menu.</param>
public sealed record Page(PageDefinition Definition, IReadOnlySet<string> Roles, IReadOnlyList<Block> Blocks, Count? Count)
{
    /// <summary>Key.</summary>
    public string Key => Definition.Page;
    /// <summary>The block that makes it the page of a record (its path has <c>{id}</c>), or null.</summary>
    public Block? RecordBlock => Blocks.FirstOrDefault(block => block.OwnRecord is not null);
    /// <summary>Its blocks and all that stand in them.</summary>
    public IEnumerable<Block> AllBlocks => Blocks.SelectMany(block => block.Whole);
    /// <summary>Every list it shows or counts, that of its menu included.</summary>
    public IEnumerable<ListUse> Lists =>
        AllBlocks.SelectMany(block => block.Lists).Concat(Count is { } count ? [new ListUse(count.Entity, count.Where, null, null)] : []);
}

/// <summary>Records counted.</summary>
public sealed record Count(Entity Entity, Expression? Where);
