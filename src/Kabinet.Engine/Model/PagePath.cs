using System.Globalization;

namespace Kabinet.Engine.Model;

/// <summary>Paths of pages: <c>/requests/{id}</c>.</summary>
public static class PagePath
{
    /// <summary>Stands for the id of a record.</summary>
    public const string Id = "{id}";

    /// <summary>Whether a path fits the path of a page, and the id in it; a page without an id gives none.</summary>
    /// <param name="page">Segments of the page's path.</param>
    /// <param name="path">Segments of the path asked for.</param>
    public static (bool IsMatch, long? Id) Match(string[] page, string[] path)
    {
        if (page.Length != path.Length) return (false, null);
        long? id = null;
        for (var i = 0; i < page.Length; i++)
            if (page[i] == Id && long.TryParse(path[i], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) id = number;
            else if (page[i] != path[i]) return (false, null);
        return (true, id);
    }

    /// <summary>The segments of a path.</summary>
    public static string[] Segments(string path) => path.Trim('/').Split('/');
}
