using System.Globalization;
using Kabinet.Engine.Blocks;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Engine.Publishing;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Words;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Blocks;

/// <summary>Reads <c>block: grid</c>: a list, or a short collection that is edited in place.</summary>
internal sealed class GridBlockReader : BlockReader<GridBlock>
{
    private const int MostLines = 10;

    protected override async ValueTask<BlockContent> Read(PageContext page, GridBlock block) => block.IsInline
        ? new("/Blocks/Inline/Inline.cshtml", await InlineReader.Read(page, block))
        : new("/Blocks/Grid/Grid.cshtml", await GridReader.Read(page, block));

    protected override IEnumerable<Expression> Conditions(RequestContext request, GridBlock block) =>
        block.IsInline ? [InlineReader.MayAdd(request, block)] : [];

    protected override int Lines(GridBlock block) => Math.Min(block.Definition.Limit, MostLines);
}

/// <summary>Reads a list: its state from the address, its rows in one SELECT under the reader's rights, its counts capped.</summary>
internal sealed partial class GridReader
{
    private const int MostRows = 500, TabCap = 99, CountCap = 1000, FiltersInSight = 4;
    private readonly PageContext page;
    private readonly GridBlock block;
    private readonly RequestContext here;
    private readonly PageAddress address;
    private readonly string prefix;
    private readonly GridPreferences preferences;

    private GridReader(PageContext page, GridBlock block, GridPreferences preferences)
    {
        (this.page, this.block, this.preferences, here) = (page, block, preferences, page.Request);
        address = PageAddress.Of(page.Path, page.Query);
        prefix = PrefixOf(page.Page, block);
    }

    public static async ValueTask<GridView> Read(PageContext page, GridBlock block) =>
        await new GridReader(page, block, await GridPreferences.Read(page.Request, GridPreferences.PlaceOf(page.Page, block))).Read();

    /// <summary>The first list of a page keeps its state under plain names, the others under their keys.</summary>
    public static string PrefixOf(Page page, Block block) =>
        page.Blocks.FirstOrDefault(other => other is { Filtered: not null, IsLazy: false }) == block ? "" : block.Key + ".";

    private async ValueTask<FilterSet> Filters(FilteredList list, QuickView? view)
    {
        var filters = await FilterSet.Read(here, list, address);
        if (address[prefix + ListAddress.View] is { Length: > 0 } asked && view?.Key != asked)
            filters.Refuse(block.Entity, asked);
        return filters;
    }

    private async ValueTask<GridView> Read()
    {
        var list = List();
        var view = CurrentView();
        var filters = await Filters(list, view);
        var query = Query(filters, view);
        var rows = await here.Engine.Records.List(here.Actor, query, here.Cancellation);
        var columns = await Columns(rows);
        var chosen = filters.Any || query.Search is not null;
        var counts = await Counts(query, rows, filters);
        var count = counts.Listed.Count;
        return new(block.Key, block.Entity)
        {
            Address = address,
            Rows = new(columns, rows.Records, record => SitePages.Of(here.Solution).AddressOf(block.Entity, record.Id, here.Actor)),
            Tabs = Tabs(view, counts),
            Tools = IsPlain ? null : Tools(filters, query, list),
            Totals = Totals(rows, counts.Listed),
            Count = count == 0 ? "" : count > CountCap ? here.Say("grid.count_more", CountCap) : here.Say("grid.count", count),
            MoreHref = rows.Next is not null && query.Limit < MostRows && query.After is null
                ? address.With(prefix + ListAddress.Rows, $"{Math.Min(query.Limit * 2, MostRows)}").ToString() : null,
            NextHref = rows.Next is not null && (query.Limit >= MostRows || query.After is not null)
                ? address.With(prefix + ListAddress.After, rows.Next).ToString() : null,
            FirstHref = query.After is null ? null : address.Without(prefix + ListAddress.After).ToString(),
            Empty = Empty(chosen, filters, list),
            Invite = Invite(),
            Bulk = Bulk(),
            ExportHref = IsPlain || here.IsGuest ? null : ExportHref(),
            Warning = filters.Warning,
            Dense = (address[prefix + ListAddress.Density] ?? preferences.Density) == "dense",
            Fills = page.Page.Blocks.Count == 1 && page.Page.Blocks[0] == block,
        };
    }

    private RecordQuery Query(FilterSet filters, QuickView? view)
    {
        var search = VisibleText.Of(address[prefix + ListAddress.Search] ?? "");
        return new()
        {
            Entity = block.Entity,
            Columns = Asked(),
            Where = And(block.Where, view?.Where),
            Outer = page.Outer,
            Filters = filters.Conditions,
            Search = string.IsNullOrEmpty(search) ? null : search,
            Of = block.Of is { } of ? (of, page.Record.Id) : null,
            Sort = Sort(view),
            Limit = int.TryParse(address[prefix + ListAddress.Rows], CultureInfo.InvariantCulture, out var rows) && rows > 0
                ? Math.Min(rows, MostRows) : block.Definition.Limit,
            After = address[prefix + ListAddress.After],
        };
    }

    public static Engine.Expressions.Expression? And(Engine.Expressions.Expression? left, Engine.Expressions.Expression? right) =>
        left is null ? right : right is null ? left : Engine.Expressions.Expression.And(left, right);

    private IReadOnlyList<Order> Sort(QuickView? view)
    {
        if (Chosen() is { } chosen) return [chosen];
        var defined = view is { Sort.Count: > 0 } ? view.Sort : block.Sort;
        return [.. defined.Where(order => here.Actor.Sees(block.Entity, order.Path))];
    }

    /// <summary>The order the reader asked for by a heading; an address that names anything else is left unheard.</summary>
    private Order? Chosen()
    {
        if (address[prefix + ListAddress.Sort] is not { Length: > 0 } text) return null;
        var path = Available.Select(column => column.Path).FirstOrDefault(path => path.Text == text.TrimStart('-'));
        if (path is not null && here.Actor.Sees(block.Entity, path)) return new(path, text[0] == '-');
        here.MetUnknownNames = true;
        return null;
    }

    private QuickView? CurrentView() => ViewAt(here, block, address[prefix + ListAddress.View]);

    /// <summary>The view of an address: the named one, else the first that is for the reader; null where there is none.</summary>
    public static QuickView? ViewAt(RequestContext here, GridBlock block, string? key)
    {
        var views = block.Quick.Values.Where(view => here.Actor.IsAmong(view.Roles)).ToList();
        return views.Find(view => view.Key == key) ?? views.FirstOrDefault();
    }

    /// <summary>Its rows are a short part of something else: nothing to search, filter or choose.</summary>
    private bool IsPlain => block.Filters.Count == 0 && block.Quick.Count == 0 && block.More.Count == 0
        && (block.Of is not null || block.Definition.Limit < 20);

    private static bool IsWhole(RecordQuery query, RecordPage rows) => query.After is null && rows.Next is null;

    private FilteredList List() =>
        new(block.Entity, Filters(), prefix, OptionsHref);

    private EmptyView Empty(bool chosen, FilterSet filters, FilteredList list) =>
        filters.UnknownKeys.Count > 0 ? new(here.Say("grid.empty_found"), here.Say("grid.empty_found_text"),
            filters.Cleared(list).Without(prefix + ListAddress.Search, prefix + ListAddress.After, prefix + ListAddress.Rows).ToString())
        : chosen
        ? new(here.Say("grid.empty_found"), here.Say("grid.empty_found_text"), ClearHref(list))
        : new(block.Definition.Empty is { } words ? here.Say(words) : here.Say("grid.empty"), null, null, Create());

    private string ClearHref(FilteredList list) =>
        address.Without([.. FilterSet.KeysOf(list), prefix + ListAddress.Search, prefix + ListAddress.After, prefix + ListAddress.Rows])
        .ToString();

    private GridLink? Create() =>
        block.Create is { } form && SitePages.Has(here.Actor, form) ? new(form.Key, here.Say(form.Definition.Title), form.Definition.Path)
            : Invite();

    /// <summary>The page that lets people in, with the record of this page and the role filled in.</summary>
    private GridLink? Invite()
    {
        if (block is not { Invite: { } role, Of: { } of } || !RoleGranting.RolesOf(here.Actor).Contains(role)
            || !Accounts.MayGive(here.Actor, of.Reference) || PeopleReader.InviteOf(here) is not { } form) return null;
        var record = page.Record.Id.ToString(CultureInfo.InvariantCulture);
        return form with { Href = new PageAddress(form.Href, [new(of.Reference.Key, record), new("roles", role.Key)]).ToString() };
    }

    private IReadOnlyList<GridLink> Bulk() =>
        block.Entity.Lifecycle is null ? [] :
        [.. block.Entity.Lifecycle.Transitions.Values.Where(transition => here.Actor.MayInBulk(block.Entity, transition))
            .Select(transition =>
                new GridLink(transition.Key, here.Say(transition.Definition.Title), Addresses.BulkTransition(block.Entity, transition.Key),
                Danger: transition.Definition.Danger))];

    private string OptionsHref(FieldPath path) =>
        Addresses.FilterOptions(page.Page.Key, block.Key, path.Text,
            address.Without(prefix + ListAddress.After, prefix + ListAddress.Rows).ToString());
}
