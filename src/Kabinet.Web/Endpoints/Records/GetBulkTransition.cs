using Kabinet.Engine.Reading;
using Kabinet.Web.Dialogs;
using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.Records;

/// <summary>The dialog of one step for several chosen records.</summary>
internal static class GetBulkTransition
{
    public const int MostRecords = 200;

    public static async Task<IResult> Handle(HttpContext http, string entity, string transition)
    {
        var here = http.Kabinet();
        if (!here.TryTransition(entity, transition, out var found, out var step)
            || !here.Actor.MayInBulk(found, step)) return Results.NotFound();
        var ids = Ids(http.Request.Query["id"]);
        var back = http.Back(http.Request.Query["return"].FirstOrDefault() ?? http.Request.Query["_return"].FirstOrDefault())
            ?? Addresses.Home;
        if (ids.Count == 0) return Returns.SeeOther(http, back);
        return GetTransition.Page(await new TransitionReader(here, found, step).ReadMany(ids, back), StatusCodes.Status200OK);
    }

    public static IReadOnlyList<long> Ids(IEnumerable<string?> sent) =>
        [.. sent.Select(SentNumber.Of).OfType<long>()
            .Where(id => id > 0).Distinct().Take(MostRecords)];
}
