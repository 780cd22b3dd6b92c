using Kabinet.Engine.Blocks;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Fields;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Blocks;

/// <summary>Reads <c>block: board</c>.</summary>
internal sealed class BoardBlockReader : BlockReader<BoardBlock>
{
    protected override async ValueTask<BlockContent> Read(PageContext page, BoardBlock block) =>
        new("/Blocks/Board/Board.cshtml", await BoardReader.Read(page, block));
}

/// <summary>
/// Reads a board: for each column its count, its sum and one page of cards with only the fields of a card. Filters and places are in the
/// address.
/// </summary>
internal sealed class BoardReader
{
    private const int CardsShown = 20;
    private readonly PageContext page;
    private readonly BoardBlock block;
    private readonly PageAddress address;
    private readonly PageAddress plain;

    private BoardReader(PageContext page, BoardBlock block)
    {
        (this.page, this.block, address) = (page, block, PageAddress.Of(page.Path, page.Query));
        plain = address.Without([.. block.States.Select(AfterKey)]);
    }

    private RequestContext Request => page.Request;

    public static ValueTask<BoardView> Read(PageContext page, BoardBlock block) => new BoardReader(page, block).Read();

    private async ValueTask<BoardView> Read()
    {
        var list = new FilteredList(block.Entity, block.Filters, GridReader.PrefixOf(page.Page, block), OptionsHref);
        var filters = await FilterSet.Read(Request, list, address);
        var columns = new List<ColumnView>();
        var heads = await BoardHeads.Read(Request, block, filters.Conditions);
        foreach (var state in block.States) columns.Add(await Column(state, Query(state, filters.Conditions), heads));
        return new(block.Key, block.Entity, page.Path, columns, plain.ToString())
        {
            Filters = filters.Views,
            Warning = filters.Warning,
            ClearHref = filters.Any ? filters.Cleared(list).Without([.. block.States.Select(AfterKey)]).ToString() : null,
        };
    }

    private static string AfterKey(State state) => "after." + state.Key;

    private RecordQuery Query(State state, IReadOnlyList<FieldFilter> filters) => new()
    {
        Entity = block.Entity,
        Columns = Columns,
        Where = block.Where,
        Filters = [.. filters, new(new([], block.Entity[SystemFields.Status]), Comparison.Is, [state.Key])],
        Sort = block.Sort,
        Limit = CardsShown,
        Transitions = [.. block.Entity.Lifecycle!.Transitions.Values.Where(transition => transition.From.Contains(state.Key))],
    };

    private async ValueTask<ColumnView> Column(State state, RecordQuery query, BoardHeads heads)
    {
        var after = address[AfterKey(state)];
        var cards = await Request.Engine.Records.List(Request.Actor, query with { After = after }, Request.Cancellation);
        return new(state.Key, state.Definition.Title.In(Request.Language), state.Definition.Color,
            heads.CountOf(state), heads.SumOf(state), [.. cards.Records.Select(Card)],
            cards.Next is null ? null : plain.With(AfterKey(state), cards.Next).ToString(), after is null ? null
                : address.Without(AfterKey(state)).ToString());
    }

    private IReadOnlyList<FieldPath> Columns =>
        [.. block.Card.WithLateness().Concat(block.Entity.Find(SystemFields.Overdue) is { } overdue ? [new FieldPath([], overdue)]
            : Array.Empty<FieldPath>()).Distinct()];

    private CardView Card(Record record)
    {
        var title = Request.Show(record, block.Card[0]);
        return new(record.Id, title.Length > 0 ? title : block.Entity.Title.In(Request.Language),
            SitePages.Of(Request.Solution).AddressOf(block.Entity, record.Id, Request.Actor),
            record[SystemFields.Overdue] is true, [.. block.Card.Skip(1).Select(path => Fact(record, path)).OfType<CardFact>()],
            Addresses.TransitionsThen(block.Entity, record.Id, plain.ToString()))
        {
            Moves = Moves(record),
        };
    }

    private CardFact? Fact(Record record, FieldPath path)
    {
        var isLate = record.IsLate(path);
        var text = isLate && CellValue.Of(Request, record, path) is { } cell ? cell.LateText : Request.Brief(record, path);
        var color = record[path] is string key && path.Field.Choices.TryGetValue(key, out var choice) ? choice.Color : null;
        return text.Length == 0 ? null : new(path.Field.Title.In(Request.Language), text, color, isLate);
    }

    // Two transitions may lead to one column; the first that can be taken now is the one dragging means.
    private Dictionary<string, CardMove> Moves(Record record)
    {
        var moves = new Dictionary<string, CardMove>(StringComparer.Ordinal);
        foreach (var judged in record.Transitions.Where(judged => judged.Permitted).OrderBy(judged => judged.Allowed ? 0 : 1))
            foreach (var state in Targets(judged.Transition))
                moves.TryAdd(state.Key, Move(record, judged));
        return moves;
    }

    private CardMove Move(Record record, Judgement judged)
    {
        var action = ActionView.Of(block.Entity, record, judged, Request.Language);
        return new(action.Href, action.Title, action.Asks, action.Refusals);
    }

    private static IEnumerable<State> Targets(Transition transition) => transition.Target switch
    {
        Target.To to => [to.State],
        Target.First first => first.Options.Select(option => option.State),
        _ => [],
    };

    private string OptionsHref(FieldPath path) => Addresses.FilterOptions(page.Page.Key, block.Key, path.Text, plain.ToString());
}
