using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

/// <summary>
/// <c>fields</c>, <c>sort</c> and <c>where</c> of a program made for an earlier revision. With the header <c>Kabinet-Revision</c> their
/// names are followed; without it a renamed name is refused with the present one.
/// </summary>
internal static class EarlierQuery
{
    /// <summary>The query of a request in present names.</summary>
    /// <exception cref="QueryException">Something in it is not understood.</exception>
    public static async ValueTask<RecordQuery> Of(HttpContext http, Entity entity)
    {
        var names = NameFollowing.Of(http);
        if (names.IsTold) http.Request.Query = await Followed(http.Request.Query, names, entity);
        try { return ApiQuery.Of(http, entity); }
        catch (QueryException unknown) when (unknown.Reason is { Key: "query.unknown_field", Arguments: [string path] })
        {
            if (await names.Path(entity, path) is not { } present) throw;
            throw new QueryException(unknown.Field, new("request.renamed_field", path, present));
        }
    }

    private static async ValueTask<IQueryCollection> Followed(IQueryCollection query, NameFollowing names, Entity entity)
    {
        var values = query.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        foreach (var part in new[] { "fields", "sort" })
            if (query[part] is [{ Length: > 0 } text])
            {
                var paths = new List<string>();
                foreach (var step in text.Split(',').Select(step => step.Trim())) paths.Add(await Path(step, names, entity));
                values[part] = string.Join(',', paths);
            }
        if (query["where"] is [{ Length: > 0 and <= ApiQuery.LongestCondition } where]) values["where"] = names.Condition(entity, where);
        return new QueryCollection(values);
    }

    private static async ValueTask<string> Path(string step, NameFollowing names, Entity entity)
    {
        var (sign, path) = step.StartsWith('-') ? ("-", step[1..]) : ("", step);
        return sign + (await names.Path(entity, path) ?? path);
    }
}
