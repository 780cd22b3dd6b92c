using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Model;

/// <summary>A linked page.</summary>
/// <param name="Definition">The definition it was linked from.</param>
/// <param name="Roles">Keys of the roles that have the page.</param>
/// <param name="Blocks">Linked blocks.</param>
/// <param name="Count">The counter in the menu; null for none.</param>
public sealed record Page(PageDefinition Definition, IReadOnlySet<string> Roles, IReadOnlyList<Block> Blocks, Count? Count)
{
    /// <summary>Key of the page.</summary>
    public string Key => Definition.Page;
    /// <summary>The block that makes this a record page (its path has <c>{id}</c>); null for other pages.</summary>
    public Block? RecordBlock => Blocks.FirstOrDefault(block => block.OwnRecord is not null);
    /// <summary>All blocks of the page, nested ones included.</summary>
    public IEnumerable<Block> AllBlocks => Blocks.SelectMany(block => block.Whole);
    /// <summary>Every list that the page shows or counts, including its counter in the menu.</summary>
    public IEnumerable<ListUse> Lists =>
        AllBlocks.SelectMany(block => block.Lists).Concat(Count is { } count ? [new ListUse(count.Entity, count.Where, null, null)] : []);
}

/// <summary>A counter of records. A null condition counts all records that the user may read.</summary>
public sealed record Count(Entity Entity, Expression? Where);
