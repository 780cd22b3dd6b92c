using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Engine.Solutions.Linking;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Blocks;

/// <summary>A row of tiles, each with a number that links to its list.</summary>
public sealed record MetricsBlockDefinition : BlockDefinition
{
    /// <summary>Tiles by key.</summary>
    public required IReadOnlyDictionary<string, MetricDefinition> Tiles { get; init; }
}

/// <summary>One tile.</summary>
public sealed record MetricDefinition : Definition
{
    /// <summary>Label of the number.</summary>
    public required LocalizedText Title { get; init; }
    /// <summary>Entity of the records.</summary>
    public required string Entity { get; init; }
    /// <summary>Condition on the records. Default: all that the user may read.</summary>
    public string? Where { get; init; }
    /// <summary>Field to sum. Default: the records are counted.</summary>
    public string? Sum { get; init; }
    /// <summary>Address that a click opens, usually a list with the same condition (<c>/requests?view=late</c>).</summary>
    public string? Link { get; init; }
    /// <summary>Colour of the number when it is above zero: ok, soon, late, note.</summary>
    [OneOf("ok", "soon", "late", "note")]
    public string? Tone { get; init; }
    /// <summary>
    /// Field or path (<c>partner.branch</c>) of a choice, a reference or a yes-no: shows a number for each of its values.
    /// The link then opens the list filtered by that value, so the list must have a filter by this field.
    /// </summary>
    public string? By { get; init; }
}

/// <summary>A linked metrics block.</summary>
public sealed record MetricsBlock(BlockFrame Frame, IReadOnlyList<Metric> Tiles) : Block(Frame)
{
    /// <inheritdoc/>
    public override IEnumerable<ListUse> Lists => Tiles.Select(tile => new ListUse(tile.Entity, tile.Where, null, null));

    /// <inheritdoc/>
    public override IEnumerable<Entity> Topics => Tiles.Select(tile => tile.Entity);
}

/// <summary>A linked tile.</summary>
public sealed record Metric(string Key, MetricDefinition Definition, Entity Entity, Expression? Where, Field? Sum)
{
    /// <summary>The field whose values have a number each; null for one number.</summary>
    public FieldPath? By { get; init; }
}

/// <summary><c>block: metrics</c>.</summary>
internal sealed class MetricsBlockKind : BlockKind<MetricsBlockDefinition, MetricsBlock>
{
    private const string View = "view=";

    public override string Key => "metrics";
    public override bool MayBeLazy => true;

    protected override MetricsBlock Link(BlockFrame frame, MetricsBlockDefinition metrics, BlockLinking linking) =>
        new(frame, [.. metrics.Tiles.Select(tile => Tile(tile.Key, tile.Value, linking)).OfType<Metric>()]);

    protected override void Check(MetricsBlock metrics, PageChecks checks, IReadOnlySet<string> roles)
    {
        foreach (var tile in metrics.Tiles)
        {
            checks.WarnUnreadable(tile.Definition, tile.Entity, roles);
            if (tile.Definition.Link is { } link) JudgeLink(tile, link, checks.Draft);
        }
    }

    private static Metric? Tile(string key, MetricDefinition metric, BlockLinking linking)
    {
        var draft = linking.Draft;
        Keys.Judge(draft, key, metric.At);
        if (draft.Named(draft.Entities, metric.Entity, "entity", metric.PlaceOf("entity")) is not { } entity) return null;
        var sum = new ListLinking(draft).SumOf(entity, metric.Sum, metric.PlaceOf("sum"));
        return new(key, metric, entity, linking.Condition(metric.Where, entity, metric.PlaceOf("where")),
            sum) { By = ByOf(entity, metric, draft) };
    }

    private static FieldPath? ByOf(Entity entity, MetricDefinition metric, Draft draft)
    {
        if (draft.PathOf(entity, metric.By, metric.PlaceOf("by")) is not { } path) return null;
        if (path.Field is { Type.Kind: ValueKind.Choice or ValueKind.Reference or ValueKind.YesNo, Key: not SystemFields.Id }) return path;
        draft.Refuse(metric.PlaceOf("by"), new("problem.metric.by", path.Text));
        return null;
    }

    private static void JudgeLink(Metric tile, string link, Draft draft)
    {
        var (parts, at) = (link.Split('?', 2), tile.Definition.PlaceOf("link"));
        var pages = draft.Pages.Values.Select(page => page.Definition).ToList();
        if (draft.Pages.Values.FirstOrDefault(page => page.Definition.Path == parts[0]) is { } page)
        {
            if (parts.Length == 2) JudgeView(page.Definition, parts[1], at, draft);
            if (tile.By is { } by) JudgeFilter(page, tile, by, draft);
        }
        else if (pages.All(known => known.Knows("path") && !draft.Doubtful.Contains(known)))
            draft.Refuse(at, new("problem.page.no_address", parts[0]), Spelling.Suggest(parts[0], pages.Select(known => known.Path)));
    }

    // The list behind the link must have a filter by the field of the tile.
    private static void JudgeFilter(Page page, Metric tile, FieldPath by, Draft draft)
    {
        var grids = page.Blocks.OfType<GridBlock>().Where(grid => grid.Entity == tile.Entity).ToList();
        if (grids.Exists(grid => grid.Filters.Contains(by) || !grid.Definition.KnowsAll("filters"))) return;
        if (page.Definition.Blocks.OfType<GridBlockDefinition>().Count() > page.Blocks.OfType<GridBlock>().Count()) return;
        var problem = new Message("problem.metric.filter", page.Key, by.Text);
        draft.Miss(page.Definition, "blocks", tile.Definition.PlaceOf("link"), problem, new("problem.hint.metric_filter", by.Text));
    }

    private static void JudgeView(PageDefinition page, string query, Location at, Draft draft)
    {
        var grids = page.Blocks.OfType<GridBlockDefinition>().ToList();
        var views = grids.SelectMany(grid => grid.Quick.Keys).ToList();
        foreach (var view in query.Split('&').Where(part => part.StartsWith(View, StringComparison.Ordinal))
            .Select(part => part[View.Length..]))
            if (!views.Contains(view) && page.Knows("blocks") && !grids.Any(grid => grid.MayHave("quick", view)))
                draft.Refuse(at, new("problem.page.no_view", page.Page, view), Spelling.Suggest(view, views));
    }
}
