using System.Globalization;
using Kabinet.Engine.Blocks;
using Kabinet.Engine.Model;
using Kabinet.Engine.Publishing;
using Kabinet.Engine.Reading;
using Kabinet.Web.Fields;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Blocks;

/// <summary>Columns, tabs, tools and sums of a list.</summary>
internal sealed partial class GridReader
{
    /// <summary>Every column that is for the reader and that he may see, in the order of the definition.</summary>
    private IReadOnlyList<Column> Available =>
        field ??= [.. block.Columns.Concat(block.More)
        .Where(column => here.Actor.IsAmong(column.Roles) && here.Actor.Sees(block.Entity, column.Path))];

    /// <summary>The views that are for the reader.</summary>
    private IReadOnlyList<QuickView> Quick => field ??= [.. block.Quick.Values.Where(view => here.Actor.IsAmong(view.Roles))];

    /// <summary>The filters offered: not those by a column that is for others only.</summary>
    private IReadOnlyList<FieldPath> Filters() => [.. block.Filters.Where(path => Offers(here, block, path))];

    /// <summary>Whether a list offers its reader a filter.</summary>
    public static bool Offers(RequestContext here, GridBlock block, FieldPath path)
    {
        if (!block.Filters.Contains(path) || !here.Actor.Sees(block.Entity, path)) return false;
        var columns = block.Columns.Concat(block.More).Where(column => column.Path.Equals(path)).ToList();
        return columns.TrueForAll(column => column.Roles is null) || columns.Exists(column => here.Actor.IsAmong(column.Roles));
    }

    /// <summary>Columns shown: by the address, else as the reader has chosen, else as the definition says.</summary>
    private IReadOnlyList<Column> Shown => field ??= Choose();

    private List<Column> Choose()
    {
        var wanted = address.All(prefix + ListAddress.Columns).ToList() is { Count: > 0 } said ? said : preferences.Columns;
        var chosen = wanted.Select(key => Available.FirstOrDefault(column => column.Path.Text == key)).OfType<Column>().Distinct().ToList();
        return chosen.Count > 0 ? chosen : [.. block.Columns.Where(Available.Contains)];
    }

    /// <summary>What the rows need: the columns, their second lines, how long a status lasts, and whether a row counts.</summary>
    private IReadOnlyList<FieldPath> Asked()
    {
        var paths = Shown.SelectMany(column => column.Under.Prepend(column.Path)).ToList();
        if (paths.Exists(path => path is { Through.Count: 0, Field.Key: SystemFields.Status }))
            foreach (var key in new[] { SystemFields.Overdue, SystemFields.StatusSince })
                if (block.Entity.Find(key) is { } field) paths.Add(new([], field));
        if (HasVoid) paths.Add(new([], block.Entity[SystemFields.Status]));
        return [.. paths.WithLateness().Distinct().Where(path => here.Actor.Sees(block.Entity, path))];
    }

    private bool HasVoid => block.Entity.Lifecycle is { Void.Count: > 0 };

    private async ValueTask<List<GridColumn>> Columns(RecordPage rows)
    {
        var (order, seen) = (Chosen(), rows.Columns.ToHashSet());
        var main = Shown.FirstOrDefault(column => column.Definition.Main) ?? (Shown.Count > 0 ? Shown[0] : null);
        var columns = new List<GridColumn>();
        foreach (var column in Shown.Where(column => seen.Contains(column.Path)))
            columns.Add(new(column.Path, TitleOf(column), SortHref(column, order), SortedBy(column, order))
            {
                IsMain = column == main,
                IsRight = here.LookOf(column.Path.Field).IsRight,
                Under = [.. column.Under.Where(seen.Contains)],
                Opened = await OpenedFigures.Read(here, column, rows.Records),
            });
        return columns;
    }

    private string TitleOf(Column column) => here.Say(column.Definition.Title ?? column.Path.Field.Title);

    private static int SortedBy(Column column, Order? order) =>
        order is null || !order.Path.Equals(column.Path) ? 0 : order.Descending ? -1 : 1;

    /// <summary>A first click orders ascending, a second descending, a third gives back the order of the list.</summary>
    private string SortHref(Column column, Order? order)
    {
        var next = SortedBy(column, order) switch { 0 => column.Path.Text, 1 => "-" + column.Path.Text, _ => null };
        return address.Without(prefix + ListAddress.After, prefix + ListAddress.Rows).With(prefix + ListAddress.Sort, next).ToString();
    }

    private List<GridTab> Tabs(QuickView? current, GridCounts counts)
    {
        var saved = preferences.Views.Select(view =>
            new GridTab(view.Name, view.HrefAt(address.Path), view.State == address.State, "", IsSaved: true)).ToList();
        var quick = Quick.Select(view =>
            new GridTab(here.Say(view.Definition.Title), HrefOf(view), view == current && !saved.Exists(tab => tab.IsHere),
            counts.Of(view)));
        return [.. quick, .. saved];
    }

    // The first view is the page without a word about views. What was searched and filtered goes on into another view.
    private string HrefOf(QuickView quick) =>
        address.Without(prefix + ListAddress.After, prefix + ListAddress.Rows, prefix + ListAddress.Sort)
            .With(prefix + ListAddress.View, quick == Quick[0] ? null : quick.Key).ToString();

    /// <summary>How many are under the list and in each quick view, in one SELECT; a page that holds all rows has counted them.</summary>
    private async ValueTask<GridCounts> Counts(RecordQuery query, RecordPage rows, FilterSet filters)
    {
        // A number that the search does not narrow would contradict the list under it.
        var views = query.Search is null ? Quick.Where(view => view.Where is not null).ToList() : [];
        var asked = views.ConvertAll(view =>
            new CountQuery(new() { Entity = block.Entity, Columns = [], Where = And(block.Where, view.Where), Filters = filters.Conditions,
            Outer = query.Outer, Of = query.Of }, TabCap));
        // What a search finds is found once for its count and its sums.
        var isCountedHere = !IsWhole(query, rows) && query.Search is null;
        if (isCountedHere) asked.Add(new(query, CountCap));
        var counts = await here.Engine.Records.Counts(here.Actor, asked, here.Cancellation);
        return new(views, counts, await Listed(query, rows, isCountedHere ? counts[^1] : null));
    }

    /// <summary>
    /// The count of the list and the sums under it. A page that holds all rows has both as it stands; a list beyond the cap has no sums,
    /// for nobody waits for a sum of everything.
    /// </summary>
    private async ValueTask<Totals> Listed(RecordQuery query, RecordPage rows, int? count)
    {
        FieldPath[] summed = [.. Summed(rows)];
        // Rows that do not count are left out of sums, whether or not the reader sees their status: the gate does it.
        if (IsWhole(query, rows) && !(HasVoid && summed.Length > 0))
            return new(rows.Records.Count, [.. summed.Select(path => (decimal?)Sum(rows, path))]);
        if (count is { } known && (known is 0 or > CountCap || summed.Length == 0)) return new(known, new decimal?[summed.Length]);
        return await here.Engine.Records.Totals(here.Actor, query, summed, CountCap, here.Cancellation);
    }

    private IEnumerable<FieldPath> Summed(RecordPage rows) =>
        block.Sum.Select(field => new FieldPath([], field)).Where(rows.Columns.Contains);

    private static decimal Sum(RecordPage rows, FieldPath path) => rows.Records.Sum(record =>
        record[path] is { } value && value != Record.Hidden ? Convert.ToDecimal(value, CultureInfo.InvariantCulture) : 0);

    /// <summary>The counts of a page of a list.</summary>
    private sealed record GridCounts(List<QuickView> Views, IReadOnlyList<int> Counts, Totals Listed)
    {
        public string Of(QuickView view) => Views.IndexOf(view) is var at and >= 0 ? ShellView.Capped(Counts[at]) : "";
    }

    private GridTools Tools(FilterSet filters, RecordQuery query, FilteredList list)
    {
        var sight = filters.Views.Take(FiltersInSight).Concat(filters.Views.Where(filter => filter.Chosen is not null)).Distinct().ToList();
        return new(query.Search, prefix + ListAddress.Search,
            [.. address.Except([prefix + ListAddress.Search, prefix + ListAddress.After, prefix + ListAddress.Rows])])
        {
            CanSearch = here.Actor.Searches(block.Entity),
            Shown = sight,
            Hidden = [.. filters.Views.Except(sight)],
            ClearHref = filters.Any || query.Search is not null ? ClearHref(list) : null,
            Columns = [.. Shown.Select(column => (column.Path.Text, TitleOf(column), true)),
                .. Available.Except(Shown).Select(column => (column.Path.Text, TitleOf(column), false))],
            Place = GridPreferences.PlaceOf(page.Page, block),
            Saved = [.. preferences.Views.Select(view => view.Name)],
        };
    }

    /// <summary>Sums under the columns shown.</summary>
    private Dictionary<string, IReadOnlyList<Total>> Totals(RecordPage rows, Totals listed)
    {
        var totals = new Dictionary<string, IReadOnlyList<Total>>(StringComparer.Ordinal);
        if (listed.Count == 0) return totals;
        foreach (var (path, value) in Summed(rows).Zip(listed.Sums))
            if (value is { } sum)
                totals[path.Text] = [new(here.Say(path.Field.Title), SumText(path.Field, sum))];
        return totals;
    }

    private string SumText(Field field, decimal sum) =>
        field.Kind.Show(field, field.Type.Scale == 0 ? (long)sum : sum, here.Culture, here.Zone);
}
