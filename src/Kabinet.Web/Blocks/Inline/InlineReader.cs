using System.Globalization;
using Kabinet.Engine.Access;
using Kabinet.Engine.Blocks;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Fields;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Blocks;

/// <summary>
/// Reads a collection that is edited in place. Which row is open is in the address (<c>?row=grid-0.17</c>, <c>?row=grid-0.new</c>), so it
/// works without JavaScript.
/// </summary>
internal sealed class InlineReader(PageContext page, GridBlock block)
{
    private const string New = "new";
    private const int MostRows = 200;
    private RequestContext Here => page.Request;
    private Collection Of => block.Of!;

    public static ValueTask<InlineView> Read(PageContext page, GridBlock block) => new InlineReader(page, block).Read();

    /// <summary>Condition over the owner under which rows may be added; never where nobody of the actor's roles may.</summary>
    public static Expression MayAdd(RequestContext here, GridBlock block) =>
        PartRule.SeenFromOwner(AccessPolicy.Of(here.Solution).For(here.Actor, block.Entity).CreateRule, block.Of!.Reference);

    private async ValueTask<InlineView> Read()
    {
        var query = new RecordQuery { Entity = block.Entity, Columns = Columns, Where = block.Where, Outer = page.Outer,
            Of = (Of, page.Record.Id),
            Sort = block.Sort, Limit = MostRows, Rights = true };
        var rows = await Here.Engine.Records.List(Here.Actor, query, Here.Cancellation);
        var shown = Shown.Where(column => rows.Columns.Contains(column.Path)).ToList();
        var mayAdd = page.Holding.Contains(MayAdd(Here, block));
        return new()
        {
            BlockKey = block.Key,
            PageKey = page.Page.Key,
            OwnerId = page.Record.Id,
            Back = Address(null),
            Columns = [.. shown.Select(column =>
                new InlineColumn(column.Definition.Title?.In(Here.Language) ?? column.Path.Field.Title.In(Here.Language),
                Here.LookOf(column.Path.Field).IsRight, column.Definition.Main))],
            Rows = await Rows(rows.Records, shown),
            New = mayAdd && Open == New ? await NewRow(shown) : null,
            Add = mayAdd && Open != New ? new(AddOf(block.Entity), Address(New)) : null,
            Sums = await Sums(query, shown, rows.Records.Count),
            Empty = block.Definition.Empty?.In(Here.Language) ?? Here.Say("board.empty"),
        };
    }

    private string AddOf(Entity entity) => entity.Definition.Accusative is { } accusative
        ? Here.Say("inline.add", accusative.In(Here.Language).ToLower(Here.Culture))
        : Here.Say("inline.add_named", entity.Title.In(Here.Language).ToLower(Here.Culture));

    private IEnumerable<Column> Shown => block.Columns.Where(column => Here.Actor.IsAmong(column.Roles));

    private IReadOnlyList<FieldPath> Columns =>
        [.. Shown.Select(column => column.Path).WithLateness().Append(new([], block.Entity.Label))
            .Concat(block.Entity.Find(SystemFields.Status) is { } status ? [new FieldPath([], status)] : []).Distinct()];

    private Rejected? Rejected => page.RejectedOf(block);

    // A refused row stays open; else the address says which one is.
    private string? Open =>
        Rejected?.Form.Own("_row") ?? (page.Query["row"].FirstOrDefault() is { } row
            && row.StartsWith(block.Key + ".", StringComparison.Ordinal) ? row[(block.Key.Length + 1)..] : null);

    private async ValueTask<IReadOnlyList<InlineRow>> Rows(IReadOnlyList<Record> records, List<Column> shown)
    {
        var rows = new List<InlineRow>();
        foreach (var record in records)
        {
            var id = record.Id.ToString(CultureInfo.InvariantCulture);
            var inputs = record.CanUpdate && Open == id ? await EditedRow(record, shown) : null;
            rows.Add(new(record.Id, record.Version, Here.Show(record, new([], block.Entity.Label)),
                [.. shown.Select(column => CellValue.Of(Here, record, column.Path))])
            {
                EditHref = record.CanUpdate ? Address(id) : null,
                DeleteHref = record.CanDelete ? Addresses.Delete(block.Entity, record.Id) : null,
                Inputs = inputs,
                IsVoid = StatusPills.IsVoid(record),
            });
        }
        return rows;
    }

    private async ValueTask<InlineInputs?> EditedRow(Record record, List<Column> shown)
    {
        var found = await Here.Engine.Records.Find(Here.Actor, block.Entity, record.Id, [.. shown.Select(column => column.Path)], null,
            Here.Cancellation);
        if (found is null) return null;
        var cells = await Inputs(shown, found.Writable.Contains, path =>
            (found.Record[path], CellValue.Of(Here, found.Record, path)?.Text), record.Id);
        return new($"row-{block.Key}-{record.Id}", Addresses.Update(block.Entity, record.Id), cells, new Dictionary<string, string>
        {
            ["_version"] = Rejected?.Form.Own("_version") ?? found.Record.Version.ToString(CultureInfo.InvariantCulture),
            ["_row"] = record.Id.ToString(CultureInfo.InvariantCulture),
        }, Errors(cells)) { Fresh = Rejected is null };
    }

    private async ValueTask<InlineInputs> NewRow(List<Column> shown)
    {
        var givable = Here.Actor.To(block.Entity).Givable;
        bool IsOpen(Field field) => field != Of.Reference && givable.Contains(field);
        var fields = shown.Where(column => column.Path.Through.Count == 0).Select(column => column.Path.Field).Where(IsOpen);
        var defaults = await Here.Engine.Records.Defaults(Here.Actor, block.Entity, fields, Here.Cancellation);
        var cells = await Inputs(shown, IsOpen, path => (defaults.GetValueOrDefault(path.Field), null), null);
        return new($"row-{block.Key}-new", Addresses.Create(block.Entity), cells, new Dictionary<string, string>
        {
            [Of.Reference.Key] = page.Record.Id.ToString(CultureInfo.InvariantCulture),
            ["_row"] = New,
        }, Errors(cells)) { Fresh = Rejected is null };
    }

    private async ValueTask<IReadOnlyList<InputView?>> Inputs(List<Column> shown, Func<Field, bool> writable,
        Func<FieldPath, (object? Value, string? Words)> present, long? id)
    {
        var reader = new InputReader(Here, Rejected?.Errors);
        var of = new FilledRecord(block.Entity, id, TextOf);
        var inputs = new List<InputView?>();
        foreach (var path in shown.Select(column => column.Path))
            inputs.Add(path.Through.Count > 0 || !writable(path.Field) ? null
                : await reader.Read(path.Field, Rejected?.Form.Own(path.Field.Key), present(path).Value, of: of, words: present(path).Words)
                with
                {
                    InRow = true,
                    Focus = inputs.TrueForAll(input => input is null),
                });
        return inputs;

        string? TextOf(Field field) => field == Of.Reference && id is null ? page.Record.Id.ToString(CultureInfo.InvariantCulture)
            : !shown.Exists(column => column.Path is { Through.Count: 0 } path && path.Field == field) || !writable(field) ? null
            : Rejected?.Form.Own(field.Key) ?? field.Kind.Edit(field, present(new([], field)).Value, Here.Zone);
    }

    private IReadOnlyList<string> Errors(IReadOnlyList<InputView?> cells) =>
        Rejected is null ? []
            : [.. Rejected.Errors.Where(pair => !cells.Any(cell => cell?.Name == pair.Key)).SelectMany(pair => pair.Value)
                .Select(Here.Say).Except(cells.SelectMany(cell => cell?.Errors ?? []))];

    private async ValueTask<IReadOnlyDictionary<int, string>> Sums(RecordQuery query, List<Column> shown, int count)
    {
        var sums = new Dictionary<int, string>();
        foreach (var field in count == 0 ? [] : block.Sum)
            if (shown.FindIndex(column => column.Path.Through.Count == 0 && column.Path.Field == field) is var at and >= 0
                && await Here.Engine.Records.Sum(Here.Actor, query with { Rights = false }, new([], field), Here.Cancellation) is { } sum)
                sums[at] = Here.Show(field, sum);
        return sums;
    }

    private string Address(string? row) =>
        PageAddress.Of(page.Path, page.Query).Without("row", "before").With("row", row is null ? null : $"{block.Key}.{row}").ToString();
}
