using System.Globalization;
using Kabinet.Engine.Blocks;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Fields;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Blocks;

/// <summary>A number for each value of a field: one grouped SELECT, each tile opening the list narrowed to its value.</summary>
internal static class GroupedTiles
{
    private const int Most = 24;

    /// <summary>The row; null where the reader may not see the field, or the number, or has no such records.</summary>
    public static async ValueTask<TileRow?> Read(PageContext page, Metric metric, FieldPath by)
    {
        var here = page.Request;
        if (!here.Actor.Sees(metric.Entity, by)) return null;
        var query = new GroupQuery(MetricsReader.Query(page, metric), [new(by)])
        {
            Measures = metric.Sum is { } sum ? [new(Aggregation.Sum, new([], sum))] : [],
            Order = by.Field.Type.Kind == ValueKind.Reference ? GroupOrder.Largest : GroupOrder.Key,
            Most = Most,
        };
        var found = await here.Engine.Records.Groups(here.Actor, query, here.Cancellation);
        if (found.Groups.Count == 0 || found.Groups[0].Values is [var value] && value == Record.Hidden) return null;
        var list = FilteredList.Behind(here, metric, by);
        TileView Tile(Group group) =>
            MetricsReader.Tile(here, metric, NumberOf(group)) with { Title = TitleOf(here, by, group),
                Href = list?.AddressOf(group.Keys[0]) };
        var tiles = found.Groups.Where(group => !IsNameless(by, group)).Select(Tile).ToList();
        // Records of names that are not for the reader are told together: how many such names there are is nothing to him.
        var nameless = found.Groups.Where(group => IsNameless(by, group)).ToList();
        if (nameless.Count > 0)
            tiles.Add(MetricsReader.Tile(here, metric, nameless.Sum(NumberOf)) with { Title = here.Say("metrics.nameless"), Href = null });
        return new(here.Say(metric.Definition.Title), tiles, found.More ? here.Say("metrics.more", Most) : null);
    }

    private static bool IsNameless(FieldPath by, Group group) =>
        by.Field.Type.Kind == ValueKind.Reference && group.Keys[0] is not null && group.Labels[0] is null;

    private static string TitleOf(RequestContext here, FieldPath by, Group group) =>
        group.Labels[0] ?? (group.Keys[0] is { } key ? here.Show(by.Field, key) : here.Say("grid.filter_empty"));

    private static decimal NumberOf(Group group) =>
        group.Values is [{ } sum] ? Convert.ToDecimal(sum, CultureInfo.InvariantCulture) : group.Count;

    /// <summary>The list that a metric opens, where it offers its reader the filter by the field.</summary>
    private sealed record FilteredList(PageAddress Address, string Key)
    {
        public static FilteredList? Behind(RequestContext here, Metric metric, FieldPath by)
        {
            if (metric.Definition.Link is not { } link) return null;
            var address = PageAddress.Parse(link);
            if (SitePages.Of(here.Solution).Find(address.Path, here.Actor) is not { } found) return null;
            var grids = found.Page.Blocks.OfType<GridBlock>().Where(grid => grid.Entity == metric.Entity && here.Actor.IsAmong(grid.Roles));
            var grid = grids.FirstOrDefault(grid => GridReader.Offers(here, grid, by));
            return grid is null ? null : new(address, FilterSet.KeyOf(GridReader.PrefixOf(found.Page, grid), by));
        }

        /// <summary>The list with the records of one value; null where its filter cannot say it.</summary>
        public string? AddressOf(object? value) => value switch
        {
            null => Address.With(Key, FilterSet.None).ToString(),
            bool answer => Address.With(Key, answer ? "yes" : "no").ToString(),
            long id => Address.With(Key, id.ToString(CultureInfo.InvariantCulture)).ToString(),
            string key => Address.With(Key, key).ToString(),
            _ => null,
        };
    }
}
