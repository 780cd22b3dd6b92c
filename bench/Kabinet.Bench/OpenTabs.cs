using System.Diagnostics;

namespace Kabinet.Bench;

/// <summary>
/// <c>--tabs 1000</c>: what a site holds when idle and with so many pages open, and how soon the last of them hears of a change.
/// </summary>
internal static class OpenTabs
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    /// <param name="site">The site.</param>
    /// <param name="http">Signed in, without a bound of connections.</param>
    /// <param name="tabs">How many pages are open.</param>
    /// <param name="change">Changes a request.</param>
    public static async Task Measure(Site site, HttpClient http, int tabs, Func<HttpRequestMessage> change)
    {
        using (await http.GetAsync("/requests")) await Task.Delay(Rest);
        Console.WriteLine($"idle after a page: {await Megabytes(site)} MB");
        var open = new List<StreamReader>(tabs);
        for (var tab = 0; tab < tabs; tab++)
        {
            var reader = new StreamReader(await http.GetStreamAsync("/live?topics=request"));
            await Heard(reader, ": open");
            open.Add(reader);
        }
        await Task.Delay(Rest);
        Console.WriteLine($"{tabs} open pages: {await Megabytes(site)} MB");
        var clock = Stopwatch.StartNew();
        using (var answer = await http.SendAsync(change())) answer.EnsureSuccessStatusCode();
        await Task.WhenAll(open.Select(reader => Heard(reader, "event: changed")));
        Console.WriteLine($"the last heard of a change after {clock.Elapsed.TotalSeconds:0.00} s; {await Megabytes(site)} MB");
        open.ForEach(reader => reader.Dispose());
    }

    private static async Task Heard(StreamReader reader, string line)
    {
        while (await reader.ReadLineAsync() is { } read)
            if (read == line) return;
        throw new InvalidOperationException($"The stream ended before '{line}'");
    }

    private static async Task<long> Megabytes(Site site) => (await site.Usage()).WorkingSetBytes / 1048576;
}
