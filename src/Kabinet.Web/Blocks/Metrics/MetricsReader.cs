using Kabinet.Engine.Blocks;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Blocks;

/// <summary>Reads <c>block: metrics</c>.</summary>
internal sealed class MetricsBlockReader : BlockReader<MetricsBlock>
{
    protected override async ValueTask<BlockContent> Read(PageContext page, MetricsBlock block) =>
        new("/Blocks/Metrics/Metrics.cshtml", await MetricsReader.Read(page, block));
}

/// <summary>Rows of numbers, each counted under the reader's rights and opening its list.</summary>
internal sealed record MetricsView(IReadOnlyList<TileRow> Rows);

/// <summary>A row of numbers.</summary>
/// <param name="Title">What they are, where they are one number for each value of a field.</param>
/// <param name="Tiles">The numbers.</param>
/// <param name="More">That there are others; null where these are all.</param>
internal sealed record TileRow(string? Title, IReadOnlyList<TileView> Tiles, string? More);

/// <summary>One number.</summary>
/// <param name="Title">What it counts.</param>
/// <param name="Text">The number.</param>
/// <param name="Unit">What stands quietly after it.</param>
/// <param name="Href">The list behind it; null where the reader has none.</param>
/// <param name="Tone">Meaning; null for a zero.</param>
internal sealed record TileView(string Title, string Text, string Unit, string? Href, string? Tone);

internal static class MetricsReader
{
    private const int Cap = 9999;

    public static async ValueTask<MetricsView> Read(PageContext page, MetricsBlock block)
    {
        var here = page.Request;
        var seen = block.Tiles.Where(tile => here.Actor.IsAmong(tile.Roles)).ToList();
        var counted = seen.Where(tile => tile is { Sum: null, By: null }).ToList();
        var counts = await here.Engine.Records.Counts(here.Actor, [.. counted.Select(tile => new CountQuery(Query(page, tile), Cap))],
            here.Cancellation);
        var (rows, tiles) = (new List<TileRow>(), new List<TileView>(seen.Count));
        foreach (var tile in seen)
            if (tile.By is { } by) { if (await GroupedTiles.Read(page, tile, by) is { } row) rows.Add(row); }
            else if (tile.Sum is null) tiles.Add(Tile(here, tile, counts[counted.IndexOf(tile)]));
            // A sum of what he may not see is no number at all, not a zero.
            else if (await here.Engine.Records.Sum(here.Actor, Query(page, tile), new([], tile.Sum), here.Cancellation) is { } sum)
                tiles.Add(Tile(here, tile, tile.Sum, sum));
        return new(tiles.Count == 0 ? rows : [new(null, tiles, null), .. rows]);
    }

    /// <summary>A tile with a count, or with a sum where the metric has one.</summary>
    public static TileView Tile(RequestContext here, Metric tile, decimal number) =>
        tile.Sum is { } sum ? Tile(here, tile, sum, number) : Tile(here, tile, number.ToString("N0", here.Culture), "", number != 0);

    /// <summary>The records that a metric is about.</summary>
    public static RecordQuery Query(PageContext page, Metric tile) =>
        new() { Entity = tile.Entity, Columns = [], Where = tile.Where, Outer = page.Outer };

    private static TileView Tile(RequestContext here, Metric tile, int count) =>
        Tile(here, tile, count > Cap ? $"{Cap.ToString("N0", here.Culture)}+" : count.ToString("N0", here.Culture), "", count != 0);

    // Kopecks and the unit stand quietly beside the number that is read.
    private static TileView Tile(RequestContext here, Metric tile, Field field, decimal sum)
    {
        var whole = decimal.Truncate(sum) == sum ? sum : Math.Round(sum, MidpointRounding.AwayFromZero);
        var text = field.Kind.Show(field, field.Type.Scale == 0 ? (long)whole : whole, here.Culture, here.Zone);
        var unit = field.Definition.Unit is { } written ? here.Say(written) : "";
        return unit.Length > 0 && text.EndsWith(unit, StringComparison.Ordinal)
            ? Tile(here, tile, text[..^unit.Length].TrimEnd(), unit, sum != 0) : Tile(here, tile, text, "", sum != 0);
    }

    private static TileView Tile(RequestContext here, Metric tile, string text, string unit, bool matters) =>
        new(here.Say(tile.Definition.Title), text, unit, Reachable(here, tile.Definition.Link), matters ? tile.Definition.Tone : null);

    private static string? Reachable(RequestContext here, string? link) =>
        link is not null && SitePages.Of(here.Solution).Find(link.Split('?')[0], here.Actor) is not null ? link : null;
}
