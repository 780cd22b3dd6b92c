using System.Runtime.CompilerServices;
using Kabinet.Engine.Blocks;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Fields;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;

namespace Kabinet.Web.Blocks;

/// <summary>Reads <c>block: record</c>.</summary>
internal sealed class RecordBlockReader : BlockReader<RecordBlock>
{
    protected override async ValueTask<BlockContent> Read(PageContext page, RecordBlock block)
    {
        var record = await RecordReader.Read(page, block);
        return new("/Blocks/Record/Record.cshtml", record, record.Title);
    }

    protected override IReadOnlyList<FieldPath> Columns(RecordBlock block) => RecordReader.Columns(block);

    protected override IEnumerable<Engine.Expressions.Expression> Conditions(RequestContext request, RecordBlock block) =>
        ContinuedForm.Conditions(request, block.Entity);

    protected override IReadOnlyList<Block> Open(RequestContext request, IQueryCollection query, RecordBlock block) =>
        RecordReader.BlocksOf(request, query, block);
}

/// <summary>Turns a found record into its page: head, stages, sections, and the blocks of the chosen tab.</summary>
internal static class RecordReader
{
    private static readonly ConditionalWeakTable<RecordBlock, IReadOnlyList<FieldPath>> Shown = [];
    private static readonly string[] OfHead = [SystemFields.Number, SystemFields.Status, SystemFields.StatusSince, SystemFields.Overdue];

    /// <summary>Everything the page shows of the record itself.</summary>
    public static IReadOnlyList<FieldPath> Columns(RecordBlock block) => Shown.GetValue(block, static shown => ColumnsOf(shown));

    private static List<FieldPath> ColumnsOf(RecordBlock block) =>
        [.. block.Sections.SelectMany(section => section.Fields).WithLateness()
            .Concat(WorkingView.Columns(block.Sections.SelectMany(section => section.Fields)))
            .Concat(OfHead.Select(block.Entity.Find).Append(block.Entity.Label).OfType<Field>().Select(field => new FieldPath([], field)))
            .Concat(block.Subtitle is null ? [] : [block.Subtitle])
            .Distinct()];

    public static async ValueTask<RecordView> Read(PageContext page, RecordBlock block)
    {
        var (request, record) = (page.Request, page.Record);
        var tab = ChosenTab(request, page.Query, block);
        var back = page.Path + (tab is null ? "" : TabQuery(tab));
        FieldPath[] head = [new([], block.Entity.Label), .. block.Subtitle is null ? [] : new[] { block.Subtitle }];
        var fields = new FieldViews(request, page.Found!, back) { Head = head };
        var number = NumberOf(request, record);
        var title = request.Show(record, new([], block.Entity.Label));
        var move = await LastMove.Read(request, record);
        Section[] sections = tab is null ? [.. block.Sections.SeenBy(request.Actor)] : [];
        return new()
        {
            Entity = block.Entity,
            Id = record.Id,
            Version = record.Version,
            Number = number == title ? null : number,
            Title = title.Length > 0 ? title : block.Entity.Title.In(request.Language),
            Subtitle = block.Subtitle is null ? null : request.Show(record, block.Subtitle),
            Status = StatusOf(request, block.Entity, record),
            IsVoid = StatusPills.IsVoid(record),
            Stages = StageLine.Of(block.Entity, record[SystemFields.Status] as string, move.Reached, request.Language),
            Coming = await ComingMove.Read(request, record),
            Callout = move.Word,
            Actions = ActionsView.Of(request, record, new(request, record, page.Found!.Writable, back)),
            Tabs = await Tabs(page, block, tab),
            Main = fields.Of(sections.Where(section => !section.Definition.Side)),
            Side = fields.Of(sections.Where(section => section.Definition.Side)),
            Blocks = await page.Readers.Read(page, BlocksOf(tab, block)),
            ContinueHref = ContinuedForm.HrefFor(page, block.Entity),
            CanDelete = record.CanDelete,
            Back = back,
        };
    }

    public static StatusView? StatusOf(RequestContext request, Entity entity, Record record) =>
        record[SystemFields.Status] is string status && entity.Lifecycle?.States.GetValueOrDefault(status) is { } state
            ? new(status, state.Definition.Title.In(request.Language), state.Definition.Color, record[SystemFields.Overdue] is true,
                record[SystemFields.StatusSince] is DateTime since ? Moment.Of(request, since) : null)
            : null;

    private static string? NumberOf(RequestContext request, Record record) =>
        record.Shape.Entity.Find(SystemFields.Number) is { } number && request.Show(record, new([], number)) is { Length: > 0 } text ? text
            : null;

    /// <summary>The blocks of the tab that the address opens. What stands on the others costs nothing.</summary>
    public static IReadOnlyList<Block> BlocksOf(RequestContext request, IQueryCollection query, RecordBlock block) =>
        BlocksOf(ChosenTab(request, query, block), block);

    private static IReadOnlyList<Block> BlocksOf(Tab? tab, RecordBlock block) => tab?.Blocks ?? block.Blocks;

    private static Tab? ChosenTab(RequestContext request, IQueryCollection query, RecordBlock block) =>
        block.Tabs.GetValueOrDefault(query[Engine.Publishing.ListAddress.Tab].ToString()) is { } tab && request.Actor.IsAmong(tab.Roles)
            ? tab : null;

    /// <summary>What opens a tab in the address of its record.</summary>
    public static string TabQuery(Tab tab) => QueryString.Create(Engine.Publishing.ListAddress.Tab, tab.Key).ToString();

    private static async ValueTask<IReadOnlyList<TabView>> Tabs(PageContext page, RecordBlock block, Tab? chosen)
    {
        var tabs = new List<TabView>();
        foreach (var tab in block.Tabs.Values.Where(tab => page.Request.Actor.IsAmong(tab.Roles)))
            tabs.Add(new(tab.Definition.Title.In(page.Request.Language), page.Path + TabQuery(tab), tab == chosen)
            {
                // What is open shows by itself what is new.
                Unseen = tab == chosen ? 0 : await page.Readers.Unseen(page, tab.Blocks),
            });
        return tabs.Count == 0 ? [] : [new(page.Request.Say("record.overview"), page.Path, chosen is null), .. tabs];
    }
}

/// <summary>The fields of one record as its reader sees them.</summary>
internal sealed class FieldViews(RequestContext request, FoundRecord found, string back)
{
    /// <summary>What the head of the page shows; a section repeats it only to have it changed.</summary>
    public IReadOnlyList<FieldPath> Head { get; init; } = [];

    public IReadOnlyList<SectionView> Of(IEnumerable<Section> sections) =>
        [.. sections.Select(section => new SectionView(section.Definition.Title?.In(request.Language), OfSection(section)))
            .Where(section => section.Fields.Count > 0)];

    private IReadOnlyList<FieldView> OfSection(Section section) =>
        [.. section.Fields.Select(path => (Path: path, View: Of(path)))
            .Where(field => field.View is { } view && (view.EditHref is not null || view.Locked is not null || !Head.Contains(field.Path)))
            .Select(field => field.View!)];

    public IReadOnlyList<FieldView> Of(IEnumerable<FieldPath> paths) => [.. paths.Select(Of).OfType<FieldView>()];

    /// <summary>The field; null where it does not exist for the reader.</summary>
    public FieldView? Of(FieldPath path)
    {
        var (record, entity) = (found.Record, found.Record.Shape.Entity);
        if (CellValue.Of(request, record, path) is not { } cell) return null;
        var editable = path.Through.Count == 0 && found.Writable.Contains(path.Field);
        return new(path.Field.Title.In(request.Language), cell with { HasRoom = true }, FrameId(entity, record.Id, path.Text), editable
            ? EditHref(entity, record.Id, path.Field.Key, back) : null)
        {
            Working = path.Through.Count == 0 ? WorkingView.Of(request, record, path.Field) : null,
            Locked = path.Through.Count == 0 && found.Locked.TryGetValue(path.Field, out var reason) ? request.Say(reason) : null,
        };
    }

    public static string FrameId(Entity entity, long id, string path) => $"{entity.Key}-{id}-{path.Replace('.', '-')}";

    public static string EditHref(Entity entity, long id, string field, string back) => Addresses.Edit(entity, id, field, back);
}
