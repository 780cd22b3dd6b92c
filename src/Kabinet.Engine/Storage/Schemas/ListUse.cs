using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Storage.Schemas;

/// <summary>A list that some page shows: which records and in which order.</summary>
/// <param name="Entity">Whose records.</param>
/// <param name="Where">Which of them.</param>
/// <param name="Of">The reference to the page's record, for a list of its parts.</param>
/// <param name="Sort">Their order, by id when empty; null where they are only counted.</param>
/// <param name="Main">What everybody sees first, so that the rule of each role deserves an index; a quick view is content with its own condition, the parts of a record with their record.</param>
/// <param name="ByStatus">A list for each state.</param>
internal sealed record ListUse(Entity Entity, Expression? Where, Field? Of, IReadOnlyList<Order>? Sort, bool Main = false, bool ByStatus = false)
{
    /// <summary>Every list of every page of a solution.</summary>
    public static IEnumerable<ListUse> All(Solution solution) =>
        solution.Pages.Values.SelectMany(page => page.Blocks.SelectMany(Lists).Concat(page.Count is { } count ? [new(count.Entity, count.Where, null, null)] : []));

    private static IEnumerable<ListUse> Lists(Block block) => block switch
    {
        GridBlock grid => grid.Quick.Values.Select(quick => new ListUse(grid.Entity, Both(grid.Where, quick.Where), grid.Of?.Reference, quick.Sort.Count > 0 ? quick.Sort : grid.Sort))
            .Prepend(new(grid.Entity, grid.Where, grid.Of?.Reference, grid.Sort, Main: grid.Of is null)),
        BoardBlock board => [new(board.Entity, board.Where, null, board.Sort, Main: true, ByStatus: true)],
        WaitingBlock waiting => waiting.Groups.Select(group => new ListUse(waiting.Entity, group.Where, null, null)),
        MetricsBlock metrics => metrics.Tiles.Select(tile => new ListUse(tile.Entity, tile.Where, null, null)),
        RecordBlock record => record.Blocks.Concat(record.Tabs.Values.SelectMany(tab => tab.Blocks)).SelectMany(Lists),
        _ => [],
    };

    private static Expression? Both(Expression? left, Expression? right) => left is null ? right : right is null ? left : Expression.And(left, right);
}
