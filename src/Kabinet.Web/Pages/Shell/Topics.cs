using Kabinet.Engine.Model;
using Kabinet.Engine.People;

namespace Kabinet.Web.Pages;

/// <summary>What a page listens to: entities whose records it lists, the one record it shows.</summary>
internal static class Topics
{
    public static IEnumerable<string> Of(Page page, string path)
    {
        var id = page.Record is null ? null : path.Split('/').LastOrDefault(segment => segment.Length > 0 && segment.All(char.IsAsciiDigit));
        return page.Blocks.SelectMany(block => Of(block, id)).Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Of(Block block, string? id) => block switch
    {
        RecordBlock record => record.Blocks.Concat(record.Tabs.Values.SelectMany(tab => tab.Blocks)).SelectMany(part => Of(part, id)).Append($"{record.Entity.Key}:{id}"),
        // Changes of a record's parts are told of the record itself, since they stand in its history.
        GridBlock { Of: not null } => [],
        GridBlock grid => [grid.Entity.Key],
        BoardBlock board => [board.Entity.Key],
        PeopleBlock people => [people.Entity.Key],
        WaitingBlock waiting => [waiting.Entity.Key],
        MetricsBlock metrics => metrics.Tiles.Select(tile => tile.Entity.Key),
        _ => [],
    };
}
