using System.Globalization;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

/// <summary>
/// <c>?where=&amp;q=&amp;sort=-created_at&amp;fields=a,b.c&amp;limit=&amp;after=</c> as a query. A name the reader may not use is refused
/// as one that does not exist.
/// </summary>
internal static class ApiQuery
{
    /// <summary>Parameters of a file of all rows.</summary>
    public static readonly string[] OfFile = ["where", "q", "sort", "fields"];
    /// <summary>Parameters of a page of rows.</summary>
    public static readonly string[] OfList = [.. OfFile, "limit", "after", "count"];
    /// <summary>Characters of <c>where</c> at most.</summary>
    public const int LongestCondition = 4000;
    private const int MostColumns = 100;
    private const int MostSteps = 5;

    /// <exception cref="QueryException">Something in it is not understood.</exception>
    public static RecordQuery Of(HttpContext http, Entity entity)
    {
        var (here, asked) = (http.Kabinet(), http.Request.Query);
        return new()
        {
            Entity = entity,
            Columns = asked["fields"] is [{ Length: > 0 } fields] ? Columns(here, entity, fields) : OwnColumns(here, entity),
            Filter = Condition(asked["where"]),
            Search = asked["q"],
            Sort = asked["sort"] is [{ Length: > 0 } sort] ? [.. sort.Split(',').Select(step => OrderOf(entity, step.Trim()))] : [],
            Limit = asked["limit"] is [{ } limit] ? int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var rows)
                ? rows : throw new QueryException("limit", new("query.limit", 500)) : 50,
            After = asked["after"] is [{ Length: > 0 } cursor] ? cursor : null,
        };
    }

    /// <summary>A path by its text; the same refusal for a name that does not exist and for one the reader may not see.</summary>
    public static FieldPath Path(Entity entity, string text, string part)
    {
        var path = text.Count(c => c == '.') > MostSteps ? null : entity.FindPath(text);
        return path is null || path.Through.Any(step => step.Key == SystemFields.Id) ? throw Unknown(part, text) : path;
    }

    public static QueryException Unknown(string part, string text) => new(part, new("query.unknown_field", text));

    private static string? Condition(Microsoft.Extensions.Primitives.StringValues where) =>
        where is [{ Length: > 0 } text] ? text.Length <= LongestCondition ? text
            : throw new QueryException("where", new("query.search_too_long")) : null;

    private static FieldPath[] Columns(RequestContext here, Entity entity, string fields)
    {
        var names = fields.Split(',');
        if (names.Length > MostColumns) throw new QueryException("fields", new("request.too_many_fields", MostColumns));
        return [.. names.Select(name => Path(entity, name.Trim(), "fields")).DistinctBy(path => path.Text)
            .Select(path => Readable(here, entity, path))];
    }

    private static FieldPath Readable(RequestContext here, Entity entity, FieldPath path) =>
        here.Actor.Sees(entity, path) ? path : throw Unknown("fields", path.Text);

    private static FieldPath[] OwnColumns(RequestContext here, Entity entity) =>
        [.. entity.Fields.Select(field => new FieldPath([], field)).Where(path => here.Actor.Sees(entity, path))];

    private static Order OrderOf(Entity entity, string step) =>
        step.StartsWith('-') ? new(Path(entity, step[1..], "sort"), true) : new(Path(entity, step, "sort"), false);
}
