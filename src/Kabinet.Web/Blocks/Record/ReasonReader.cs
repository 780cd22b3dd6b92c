using Kabinet.Engine.Blocks;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Blocks;

/// <summary>Turns unmet requirements of a record into reasons with the first way that its reader has.</summary>
/// <param name="here">The request.</param>
/// <param name="record">The record with its evaluated transitions.</param>
/// <param name="writable">The fields that the reader may change; null on another page than the record's, which then is the way.</param>
/// <param name="back">Where an edited field comes back to.</param>
internal sealed class ReasonReader(RequestContext here, Record record, IReadOnlySet<Field>? writable, string back)
{
    /// <summary>A way through a step that is blocked itself is followed no further than this.</summary>
    private const int MostSteps = 3;
    private readonly Entity entity = record.Shape.Entity;
    private readonly RecordBlock? page =
        SitePages.Of(here.Solution).RecordPageOf(record.Shape.Entity, here.Actor)?.RecordBlock as RecordBlock;
    private readonly string? address = SitePages.Of(here.Solution).AddressOf(record.Shape.Entity, record.Id, here.Actor);

    public IReadOnlyList<ReasonView> Of(Judgement judged) => Of(judged, MostSteps);

    private IReadOnlyList<ReasonView> Of(Judgement judged, int steps) => [.. judged.Unmet.SelectMany(unmet => Of(unmet, steps)).Distinct()];

    private IReadOnlyList<ReasonView> Of(Requirement unmet, int steps)
    {
        var reason = new ReasonView(here.Say(unmet.Refusal));
        return unmet.Ways.Select(way => Through(reason, way, steps)).FirstOrDefault(ways => ways.Count > 0) ?? [reason];
    }

    private IReadOnlyList<ReasonView> Through(ReasonView reason, Way way, int steps) => way switch
    {
        Way.ByTransition by => ByStep(reason, by.Transition, steps),
        Way.AtField at => AtField(reason, at.Field),
        Way.AtCollection at => AtBlock(reason, block => block is GridBlock grid && grid.Of == at.Collection, null),
        Way.AtFiles at => AtBlock(reason, block => block is FilesBlock files && IsIn(files, at.Group), FilesReader.AnchorOf(at.Group)),
        _ => [],
    };

    // What blocks the step that would help is what is really missing.
    private IReadOnlyList<ReasonView> ByStep(ReasonView reason, Transition transition, int steps)
    {
        if (steps == 0 || record.Transitions.FirstOrDefault(judged => judged.Transition == transition) is not { Permitted: true } judged)
            return [];
        return judged.Allowed ? [reason with { Step = ActionView.Of(here, record, judged) }] : Of(judged, steps - 1);
    }

    private IReadOnlyList<ReasonView> AtField(ReasonView reason, Field field)
    {
        var frame = FieldViews.FrameId(entity, record.Id, field.Key);
        if (writable is null)
            return address is null || !here.Actor.To(entity).Updating.Any(grant => grant.Writable.Contains(field)) ? []
                : [reason with { Href = $"{address}#{frame}" }];
        if (!writable.Contains(field)) return [];
        return [reason with { Href = FieldViews.EditHref(entity, record.Id, field.Key, back), Frame = frame }];
    }

    private static bool IsIn(FilesBlock files, FileGroup group) => files.Groups.Count == 0 || files.Groups.Contains(group);

    private IReadOnlyList<ReasonView> AtBlock(ReasonView reason, Func<Block, bool> wanted, string? anchor)
    {
        if (page is null || address is null) return [];
        if (page.Blocks.FirstOrDefault(block => wanted(block) && here.Actor.IsAmong(block.Roles)) is { } block)
            return [reason with { Href = $"{address}#{anchor ?? block.Key}" }];
        foreach (var tab in page.Tabs.Values.Where(tab => here.Actor.IsAmong(tab.Roles)))
            if (tab.Blocks.FirstOrDefault(block => wanted(block) && here.Actor.IsAmong(block.Roles)) is { } found)
                return [reason with { Href = $"{address}{RecordReader.TabQuery(tab)}#{anchor ?? found.Key}" }];
        return [];
    }
}
