using Kabinet.Engine.Access;
using Kabinet.Web.Exports;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

/// <summary>The list of records as one CSV file: the same query, all its rows.</summary>
internal static class ListRecordsCsv
{
    public static async Task<IResult> Handle(HttpContext http, string entity)
    {
        if (Entities.Of(http, entity) is not { } known || !http.Kabinet().Actor.Reads(known)) return Outcomes.NotHere(http);
        return new CsvDownload(await EarlierQuery.Of(http, known), CsvForm.Plain, static path => path.Text, $"{known.Key}.csv");
    }
}
