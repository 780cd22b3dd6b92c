using Kabinet.Engine.Model;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.Pages;

/// <summary>Options of a filter by reference, read when its popover opens: records the reader may see, those chosen first.</summary>
internal static class GetFilterOptions
{
    public static async Task<IResult> Handle(HttpContext http, string page, string block, string field, string? at, string? q)
    {
        var here = http.Kabinet();
        if (!here.Solution.Pages.TryGetValue(page, out var found) || !SitePages.Has(here.Actor, found)) return GetPage.NotFound();
        if (Filtered(found.Blocks, block) is not { } filtered) return GetPage.NotFound();
        var path = filtered.Filters.FirstOrDefault(path => path.Text == field && path.Field.To is not null);
        return path is null ? GetPage.NotFound()
            : new ViewResult("/Views/Blocks/Grid/FilterOptions.cshtml", await FilterOptionsReader.Read(here, new(filtered.Entity, [path], GridReader.PrefixOf(found, filtered.Block), _ => ThisAddress(http)), PageAddress.Parse(at), q));
    }

    private static string ThisAddress(HttpContext http) => http.Request.Path + http.Request.QueryString;

    private static (Block Block, Entity Entity, IReadOnlyList<FieldPath> Filters)? Filtered(IEnumerable<Block> blocks, string key) =>
        blocks.SelectMany(Within).Where(block => block.Key == key).Select(block => block switch
        {
            GridBlock grid => (grid, grid.Entity, grid.Filters),
            BoardBlock board => (board, board.Entity, board.Filters),
            PeopleBlock people => (people, people.Entity, people.Filters),
            _ => ((Block, Entity, IReadOnlyList<FieldPath>)?)null,
        }).FirstOrDefault();

    private static IEnumerable<Block> Within(Block block) =>
        block is RecordBlock record ? record.Blocks.Concat(record.Tabs.Values.SelectMany(tab => tab.Blocks)).Prepend(block) : [block];
}
