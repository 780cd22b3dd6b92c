using System.Globalization;

namespace Kabinet.Bench;

/// <summary>
/// <c>--search true</c>: the list narrowed by words that few, some, many and all requests have, with the counts of its quick views.
/// </summary>
internal static class Searching
{
    private static readonly (string What, string[] Texts)[] Searches =
    [
        ("no search", [""]),
        ("a number", ["00042", "ПР-2026-0012345", "54321"]),
        ("a client", ["клиент 4711", "Клиент 777", "клиент 31415"]),
        ("an address", ["ёлкина 120 77", "елкина, 7, кв. 8"]),
        ("a word of one in eight", ["ёлкина 12"]),
        ("a word of every request", ["ул"]),
        ("a word of none", ["Тайникова"]),
    ];

    /// <param name="site">The site.</param>
    /// <param name="load">Who asks.</param>
    /// <param name="seconds">How long each kind of search is measured.</param>
    public static async Task Measure(Site site, Load load, TimeSpan seconds)
    {
        foreach (var (what, texts) in Searches)
        {
            HttpRequestMessage Ask(int number) =>
                new(HttpMethod.Get, $"/requests?view=open&q={Uri.EscapeDataString(texts[number % texts.Length])}");
            await load.For(seconds, Ask);
            var measured = await Measurement.Of(site, () => load.For(seconds, Ask));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{what}: {measured.Load.PerSecond:0} requests/s, {measured.CpuMilliseconds:0.00} ms of CPU, "
                + $"{measured.DatabaseMilliseconds:0.00} ms of the database's, "
                + $"p50 {measured.Load.P50.TotalMilliseconds:0.0} ms"));
        }
    }
}
