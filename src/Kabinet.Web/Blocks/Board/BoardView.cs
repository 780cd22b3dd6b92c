using Kabinet.Engine.Model;

namespace Kabinet.Web.Blocks;

/// <summary>A board: a column per state.</summary>
internal sealed record BoardView(string Key, Entity Entity, string Path, IReadOnlyList<ColumnView> Columns, string Back)
{
    /// <summary>Filters; their state is in the address.</summary>
    public required IReadOnlyList<FilterView> Filters { get; init; }
    /// <summary>What is searched for; null where there is nothing to search in.</summary>
    public BoardSearch? Search { get; init; }
    /// <summary>Address without filters; null where none is set.</summary>
    public string? ClearHref { get; init; }
    /// <summary>Something in the address that is not understood; null usually.</summary>
    public string? Warning { get; init; }
}

/// <summary>The search of a board.</summary>
/// <param name="Text">What is searched for.</param>
/// <param name="Kept">What the search keeps of the address.</param>
internal sealed record BoardSearch(string? Text, IReadOnlyList<KeyValuePair<string, string>> Kept);

/// <summary>One column: how many, how much, a page of cards.</summary>
internal sealed record ColumnView(string State, string Title, string Color, string Count, string? Sum, IReadOnlyList<CardView> Cards,
    string? MoreHref, string? FirstHref)
{
    /// <summary>Where a folded column is opened; null for one that stands open.</summary>
    public string? UnfoldHref { get; init; }
    /// <summary>Where an opened column is folded again; null for one that is never folded.</summary>
    public string? FoldHref { get; init; }
}

/// <summary>One card: the first field names it, up to four more stand below.</summary>
internal sealed record CardView(long Id, string Title, string? Href, bool Overdue, IReadOnlyList<CardFact> Facts, string MenuHref)
{
    /// <summary>Where it may go by dragging, by state.</summary>
    public required IReadOnlyDictionary<string, CardMove> Moves { get; init; }
}

/// <summary>One fact on a card.</summary>
internal sealed record CardFact(string Label, string Text, string? Color, bool IsLate);

/// <summary>One way of a card: what it posts to, whether it asks first, why not.</summary>
internal sealed record CardMove(string Href, string Title, bool Asks, IReadOnlyList<string> Why);
