using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Fields;
using Kabinet.Web.Site;

namespace Kabinet.Web.Blocks;

/// <summary>A list ready to be drawn.</summary>
/// <param name="Key">Key of its block; names its elements.</param>
/// <param name="Entity">Entity of the rows.</param>
internal sealed record GridView(string Key, Entity Entity)
{
    public required PageAddress Address { get; init; }
    public required GridRows Rows { get; init; }
    /// <summary>Quick views and saved ones; none where the block has none.</summary>
    public IReadOnlyList<GridTab> Tabs { get; init; } = [];
    public GridTools? Tools { get; init; }
    /// <summary>Sums under the columns, by the path of the column.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Total>> Totals { get; init; } = new Dictionary<string, IReadOnlyList<Total>>();
    /// <summary>«128 заявок».</summary>
    public string Count { get; init; } = "";
    /// <summary>The same list with more rows; null when all are shown or the list is at its longest.</summary>
    public string? MoreHref { get; init; }
    /// <summary>The rows after the last one, when a page is at its longest.</summary>
    public string? NextHref { get; init; }
    /// <summary>The beginning of the list; null when it is shown.</summary>
    public string? FirstHref { get; init; }
    public required EmptyView Empty { get; init; }
    /// <summary>The invitation of a person to the record of the page; null where the list has none or the reader may not.</summary>
    public GridLink? Invite { get; init; }
    /// <summary>The whole list as a file; null where there is none.</summary>
    public string? ExportHref { get; init; }
    /// <summary>Steps offered for the selected; none where nothing can be selected.</summary>
    public IReadOnlyList<GridLink> Bulk { get; init; } = [];
    /// <summary>What of the address was not understood.</summary>
    public string? Warning { get; init; }
    public bool Dense { get; init; }
    /// <summary>The list is its page's only block: its rows take the rest of the window.</summary>
    public bool Fills { get; init; }
}

/// <summary>Columns and rows.</summary>
/// <param name="Columns">Columns in order.</param>
/// <param name="Records">The rows.</param>
/// <param name="HrefOf">Address of a row's record; null where the reader has no page for it.</param>
internal sealed record GridRows(IReadOnlyList<GridColumn> Columns, IReadOnlyList<Record> Records, Func<Record, string?> HrefOf);

/// <summary>One column.</summary>
/// <param name="Path">What it shows.</param>
/// <param name="Title">Heading.</param>
/// <param name="SortHref">The address ordered by it; null where it cannot be.</param>
/// <param name="Sorted">1 ascending, -1 descending, 0 not.</param>
internal sealed record GridColumn(FieldPath Path, string Title, string? SortHref, int Sorted)
{
    /// <summary>Names the row.</summary>
    public bool IsMain { get; init; }
    /// <summary>Its values stand at the right.</summary>
    public bool IsRight { get; init; }
    /// <summary>Fields of the quiet second line.</summary>
    public IReadOnlyList<FieldPath> Under { get; init; } = [];
    /// <summary>Where the figure of a row leads, by the id of the row.</summary>
    public IReadOnlyDictionary<long, string> Opened { get; init; } = new Dictionary<long, string>();
    /// <summary>Classes of its cells.</summary>
    public string Look => IsMain ? "is-main" : IsRight ? "is-right" : Path is { Through.Count: 0, Field.Key: SystemFields.Number }
        ? "is-number" : IsStatus ? "is-status" : "";
    public bool IsStatus => Path is { Through.Count: 0, Field.Key: SystemFields.Status };
}

/// <summary>One quick or saved view.</summary>
internal sealed record GridTab(string Title, string Href, bool IsHere, string Count, bool IsSaved = false);

/// <summary>A title and where it leads.</summary>
internal sealed record GridLink(string Key, string Title, string Href, string? Icon = null, bool Danger = false);

/// <summary>Search, filters, columns: what narrows and shapes a list.</summary>
internal sealed record GridTools(string? Search, string SearchKey, IReadOnlyList<KeyValuePair<string, string>> KeptBySearch)
{
    /// <summary>Whether there is anything to search in.</summary>
    public required bool CanSearch { get; init; }
    /// <summary>Filters that stand in sight: the first ones and those chosen.</summary>
    public IReadOnlyList<FilterView> Shown { get; init; } = [];
    /// <summary>Filters behind the button.</summary>
    public IReadOnlyList<FilterView> Hidden { get; init; } = [];
    /// <summary>The address without filters and search; null where none is chosen.</summary>
    public string? ClearHref { get; init; }
    /// <summary>Every column that may be shown; those shown first, in their order.</summary>
    public IReadOnlyList<(string Key, string Title, bool IsShown)> Columns { get; init; } = [];
    /// <summary>Page and block, under which choices are remembered.</summary>
    public required string Place { get; init; }
    /// <summary>Names of the views the reader has saved.</summary>
    public IReadOnlyList<string> Saved { get; init; } = [];
}

/// <summary>One sum.</summary>
internal sealed record Total(string Title, string Text);

/// <summary>What an empty list says.</summary>
/// <param name="Create">Where a first record is made; null where the reader may not.</param>
internal sealed record EmptyView(string Title, string? Text, string? ClearHref, GridLink? Create = null);
