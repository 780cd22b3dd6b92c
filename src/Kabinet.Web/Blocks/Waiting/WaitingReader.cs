using Kabinet.Engine.Blocks;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Fields;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Blocks;

/// <summary>Reads <c>block: waiting</c>.</summary>
internal sealed class WaitingBlockReader : BlockReader<WaitingBlock>
{
    protected override async ValueTask<BlockContent> Read(PageContext page, WaitingBlock block) =>
        new("/Blocks/Waiting/Waiting.cshtml", await WaitingReader.Read(page, block));

    protected override int Lines(WaitingBlock block) => block.Groups.Count * 2;
}

/// <summary>What waits for the reader: groups with something in them, worst first.</summary>
internal sealed record WaitingView(IReadOnlyList<WaitingGroupView> Groups, string Empty);

/// <summary>One group.</summary>
/// <param name="Count">How many wait, 99+ for many.</param>
/// <param name="More">How many are not shown; empty for none.</param>
internal sealed record WaitingGroupView(string Title, string Count, string More, IReadOnlyList<WaitingLine> Lines);

/// <summary>One line: what it is, what is quietly said of it, and the one step that moves it on.</summary>
internal sealed record WaitingLine(Record Record, FieldPath Name, IReadOnlyList<FieldPath> Quiet, string? Href, ActionView? Action,
    bool IsLate);

internal static class WaitingReader
{
    private const int Cap = 99;

    /// <summary>Sums and days say nothing without their name, unless their own words do.</summary>
    public static bool Names(Field field, bool isLate) =>
        !isLate && field.Kind.Name is "money" or "date" or "datetime" && field.Key != SystemFields.StatusSince;

    public static async ValueTask<WaitingView> Read(PageContext page, WaitingBlock block)
    {
        var here = page.Request;
        var groups = new List<WaitingGroupView>(block.Groups.Count);
        foreach (var group in block.Groups.Where(group => here.Actor.IsAmong(group.Roles)))
            if (await Read(here, block, group) is { Lines.Count: > 0 } view) groups.Add(view);
        return new(groups, block.Definition.Empty is { } empty ? here.Say(empty) : here.Say("waiting.all_done"));
    }

    private static async ValueTask<WaitingGroupView> Read(RequestContext here, WaitingBlock block, WaitingGroup group)
    {
        var query = new RecordQuery
        {
            Entity = block.Entity,
            Columns = Asked(here, block, group),
            Where = group.Where,
            Sort = LongestFirst(here, block.Entity),
            Limit = group.Definition.Limit,
            Transitions = group.Transition is { } transition ? [transition, .. StepsTowards(transition)] : [],
        };
        var rows = await here.Engine.Records.List(here.Actor, query, here.Cancellation);
        var count = rows.Next is null ? rows.Records.Count : await here.Engine.Records.Count(here.Actor, query, Cap, here.Cancellation);
        var more = count > Cap ? ShellView.Capped(count) : ShellView.Capped(count - rows.Records.Count);
        return new(here.Say(group.Definition.Title), ShellView.Capped(count), more,
            [.. rows.Records.Select(record => Line(here, block, group, record, rows))]);
    }

    // What a blocked step needs first may be a step too, and that one may be blocked in turn.
    private static IEnumerable<Transition> StepsTowards(Transition transition)
    {
        var found = new List<Transition> { transition };
        for (var i = 0; i < found.Count; i++)
            found.AddRange(found[i].Requirements.SelectMany(requirement => requirement.Ways).OfType<Way.ByTransition>()
                .Select(way => way.Transition).Distinct().Except(found).ToList());
        return found.Skip(1);
    }

    private static IReadOnlyList<FieldPath> Asked(RequestContext here, WaitingBlock block, WaitingGroup group)
    {
        var overdue = block.Entity.Find(SystemFields.Overdue) is { } field ? new[] { new FieldPath([], field) } : [];
        return [.. group.Columns.WithLateness().Concat(overdue).Distinct().Where(path => here.Actor.Sees(block.Entity, path))];
    }

    private static IReadOnlyList<Order> LongestFirst(RequestContext here, Entity entity) =>
        [.. new[] { entity.Find(SystemFields.StatusSince) ?? entity[SystemFields.CreatedAt] }.Select(field => new FieldPath([], field))
            .Where(path => here.Actor.Sees(entity, path)).Select(path => new Order(path, Descending: false))];

    private static ActionView Step(RequestContext here, Record record, Judgement judged) =>
        ActionView.Of(here, record, judged) with { Reasons = new ReasonReader(here, record, null, "").Of(judged) };

    private static WaitingLine Line(
        RequestContext here, WaitingBlock block, WaitingGroup group, Record record, RecordPage rows)
    {
        var shown = group.Columns.Where(rows.Columns.Contains).ToList();
        var judged = record.Transitions.Count > 0 ? record.Transitions[0] : null;
        return new(record, shown[0], shown[1..], SitePages.Of(here.Solution).AddressOf(block.Entity, record.Id, here.Actor),
            judged is { Permitted: true } ? Step(here, record, judged) : null, record[SystemFields.Overdue] is true);
    }
}
