using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Engine.Solutions;

namespace Kabinet.Engine.Publishing;

/// <summary>
/// Encoding of the state of a list in a URL, and so in saved views:
/// <c>status=new&amp;due.from=2026-01-01&amp;sort=-price</c>.
/// </summary>
public static class ListAddress
{
    /// <summary>Ends of a range.</summary>
    public const string FromEnd = ".from", ToEnd = ".to";
    /// <summary>Prefix for a field whose name is reserved in URLs.</summary>
    public const string OfField = "f.";
    /// <summary>Start of the next page, number of rows shown, order.</summary>
    public const string After = "after", Rows = "rows", Sort = "sort";
    /// <summary>Search text and the chosen view.</summary>
    public const string Search = "q", View = "view";
    /// <summary>Columns shown and row density.</summary>
    public const string Columns = "columns", Density = "density";
    /// <summary>Selected rows, what is open on the page, its tab, and the URL to return to.</summary>
    public const string Ids = "id", Open = "open", Tab = "tab", Return = "return";
    /// <summary>Parameter names that are not filters.</summary>
    public static readonly IReadOnlyList<string> Reserved = [After, Columns, Density, Ids, Open, Search, Return, Rows, Sort, Tab, View];

    /// <summary>The name of a filter by a path.</summary>
    public static string FilterOf(string path) => Reserved.Contains(path) ? OfField + path : path;

    /// <summary>The path and the range end of a filter parameter; null where the parameter is not a filter.</summary>
    public static (string Path, string End)? PathOf(string name)
    {
        if (Reserved.Contains(name) || !IsPath(name)) return null;
        var end = name.EndsWith(FromEnd, StringComparison.Ordinal) ? FromEnd : name.EndsWith(ToEnd, StringComparison.Ordinal) ? ToEnd : "";
        var path = name[..^end.Length];
        return (path.StartsWith(OfField, StringComparison.Ordinal) && Reserved.Contains(path[OfField.Length..]) ? path[OfField.Length..]
            : path, end);
    }

    // Other names of a page have a dash (`grid-2.status`, `has-role`) or follow a reserved word (`after.new` of a board). A name that no
    // field can have is a filter that nobody has, not a parameter to ignore.
    private static bool IsPath(string name) => !name.StartsWith(After + ".", StringComparison.Ordinal)
        && name.Length > 0 && !name.Contains('-', StringComparison.Ordinal);

    /// <summary>Prefix of a list's parameters: empty for the first list of a page, the key of the block for others.</summary>
    internal static string PrefixOf(PageDefinition page, PageBlock block) =>
        PageBlocks.Plain(page) == block.Definition ? "" : block.Key + ".";
}
