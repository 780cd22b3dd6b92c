using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Engine.Solutions;

namespace Kabinet.Engine.Publishing;

/// <summary>
/// How the state of a list stands in an address, and so in the views that people save:
/// <c>status=new&amp;due.from=2026-01-01&amp;sort=-price</c>.
/// </summary>
public static class ListAddress
{
    /// <summary>Ends of a range.</summary>
    public const string FromEnd = ".from", ToEnd = ".to";
    /// <summary>Stands before a field whose name means something else in an address.</summary>
    public const string OfField = "f.";
    /// <summary>Where the next page begins, how much of it is shown and in which order.</summary>
    public const string After = "after", Rows = "rows", Sort = "sort";
    /// <summary>Words that are searched for, and the view that is chosen.</summary>
    public const string Search = "q", View = "view";
    /// <summary>Columns shown, and how closely.</summary>
    public const string Columns = "columns", Density = "density";
    /// <summary>Chosen rows, what is open on the page, its tab, and where to go afterwards.</summary>
    public const string Ids = "id", Open = "open", Tab = "tab", Return = "return";
    /// <summary>Names that mean something else than a filter.</summary>
    public static readonly IReadOnlyList<string> Reserved = [After, Columns, Density, Ids, Open, Search, Return, Rows, Sort, Tab, View];

    /// <summary>The name of a filter by a path.</summary>
    public static string FilterOf(string path) => Reserved.Contains(path) ? OfField + path : path;

    /// <summary>The path that a name filters by and the end of the range; null where the name means something else.</summary>
    public static (string Path, string End)? PathOf(string name)
    {
        if (Reserved.Contains(name) || !IsPath(name)) return null;
        var end = name.EndsWith(FromEnd, StringComparison.Ordinal) ? FromEnd : name.EndsWith(ToEnd, StringComparison.Ordinal) ? ToEnd : "";
        var path = name[..^end.Length];
        return (path.StartsWith(OfField, StringComparison.Ordinal) && Reserved.Contains(path[OfField.Length..]) ? path[OfField.Length..]
            : path, end);
    }

    // Other names of a page have a dash (`grid-2.status`, `has-role`) or follow a reserved word (`after.new` of a board).
    private static bool IsPath(string name) => !name.StartsWith(After + ".", StringComparison.Ordinal)
        && name.Length > 0 && name.All(character => character is '.' or '_' || char.IsAsciiLetterOrDigit(character));

    /// <summary>What stands before the names of one list: nothing for the first of a page, the key of the block for the others.</summary>
    internal static string PrefixOf(PageDefinition page, PageBlock block) =>
        PageBlocks.Plain(page) == block.Definition ? "" : block.Key + ".";
}
