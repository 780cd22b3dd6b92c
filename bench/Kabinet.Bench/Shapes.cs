using System.Globalization;

namespace Kabinet.Bench;

/// <summary>
/// <c>--shapes 40000</c>: as many different choices of columns asked of the API, each a statement and a plan of its own, and the memory
/// that the site holds afterwards.
/// </summary>
internal static class Shapes
{
    private static readonly string[] Fields =
    [
        "number", "status", "address", "area", "house_type", "urgency", "manager", "engineer", "promised_on", "price",
        "created_at", "updated_at", "client_name", "partner", "rooms", "storey",
    ];

    public static async Task Measure(Site site, Load load, int shapes)
    {
        for (var quarter = 1; quarter <= 4; quarter++)
        {
            var from = shapes * (quarter - 1) / 4;
            var measured = await Measurement.Of(site, () => load.Times(shapes / 4, number => Ask(from + number)));
            var usage = await site.Usage();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{shapes * quarter / 4} shapes: {measured.CpuMilliseconds:0.00} ms of CPU, {usage.WorkingSetBytes / 1048576} MB, "
                + $"{usage.PrivateBytes / 1048576} MB of its own"));
        }
    }

    private static HttpRequestMessage Ask(int number)
    {
        var columns = new List<string>();
        for (var rest = number; columns.Count == 0 || rest > 0; rest /= Fields.Length) columns.Add(Fields[rest % Fields.Length]);
        var request = new HttpRequestMessage(HttpMethod.Get,
            $"/api/records/request?limit=2&sort=-created_at&fields={string.Join(',', columns)}");
        request.Headers.Authorization = new("Bearer", Filling.Token);
        return request;
    }
}
