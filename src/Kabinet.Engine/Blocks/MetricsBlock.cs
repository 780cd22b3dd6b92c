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
    /// <summary>With <c>by</c>: title of the tile for records without a value («Без менеджера»).</summary>
    public LocalizedText? None { get; init; }
    /// <summary>Roles that see it. Default: all that see the block.</summary>
    public IReadOnlyList<string>? Roles { get; init; }
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
    /// <summary>Keys of the roles that see it; null for all.</summary>
    public IReadOnlySet<string>? Roles { get; init; }
}

/// <summary><c>block: metrics</c>.</summary>
internal sealed class MetricsBlockKind : BlockKind<MetricsBlockDefinition, MetricsBlock>
{
    public override string Key => "metrics";
    public override bool MayBeLazy => true;

    protected override MetricsBlock Link(BlockFrame frame, MetricsBlockDefinition metrics, BlockLinking linking) =>
        new(frame, [.. metrics.Tiles.Select(tile => Tile(tile.Key, tile.Value, linking)).OfType<Metric>()]);

    protected override void Check(MetricsBlock metrics, PageChecks checks, IReadOnlySet<string> roles)
    {
        foreach (var tile in metrics.Tiles)
        {
            checks.WarnUnreadable(tile.Definition, tile.Entity, tile.Roles ?? roles);
            if (tile.Definition.Link is { } link)
                new ListLink(link, tile.Definition.PlaceOf("link"), checks.Draft).Judge(tile.Entity, tile.By);
        }
    }

    private static Metric? Tile(string key, MetricDefinition metric, BlockLinking linking)
    {
        var draft = linking.Draft;
        Keys.Judge(draft, key, metric.At);
        if (draft.Named(draft.Entities, metric.Entity, "entity", metric.PlaceOf("entity")) is not { } entity) return null;
        var sum = new ListLinking(draft).SumOf(entity, metric.Sum, metric.PlaceOf("sum"));
        return new(key, metric, entity, linking.Condition(metric.Where, entity, metric.PlaceOf("where")),
            sum) { By = ByOf(entity, metric, draft), Roles = linking.RolesOf(metric.Roles, metric) };
    }

    private static FieldPath? ByOf(Entity entity, MetricDefinition metric, Draft draft)
    {
        if (draft.PathOf(entity, metric.By, metric.PlaceOf("by")) is not { } path) return null;
        if (path.Field is { Type.Kind: ValueKind.Choice or ValueKind.Reference or ValueKind.YesNo, Key: not SystemFields.Id }) return path;
        draft.Refuse(metric.PlaceOf("by"), new("problem.metric.by", path.Text));
        return null;
    }
}
