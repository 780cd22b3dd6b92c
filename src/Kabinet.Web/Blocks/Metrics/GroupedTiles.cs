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
        var list = metric.Definition.Link is { } link ? await ListBehind.Of(here, link, metric.Entity, by) : null;
        TileView Tile(Group group) =>
            MetricsReader.Tile(here, metric, NumberOf(group)) with { Title = TitleOf(here, metric, group),
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

    private static string TitleOf(RequestContext here, Metric metric, Group group) =>
        group.Labels[0] ?? (group.Keys[0] is { } key ? here.Show(metric.By!.Field, key)
            : metric.Definition.None is { } none ? here.Say(none) : here.Say("grid.filter_empty"));

    private static decimal NumberOf(Group group) =>
        group.Values is [{ } sum] ? Convert.ToDecimal(sum, CultureInfo.InvariantCulture) : group.Count;
}
