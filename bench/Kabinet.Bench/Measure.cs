namespace Kabinet.Bench;

/// <summary>One kind of request measured on one site.</summary>
/// <param name="Load">What the clients saw.</param>
/// <param name="CpuMilliseconds">Of the site, for each request.</param>
/// <param name="DatabaseMilliseconds">Of the database's own processes, for each request.</param>
/// <param name="AllocatedKilobytes">By the site, for each request.</param>
internal sealed record Measurement(LoadResult Load, double CpuMilliseconds, double DatabaseMilliseconds, double AllocatedKilobytes)
{
    /// <summary>Runs a load and charges it with what the site's process used meanwhile.</summary>
    public static async Task<Measurement> Of(Site site, Func<Task<LoadResult>> run)
    {
        var (before, there) = (await site.Usage(), await DatabaseUsage.Milliseconds(site.Database));
        var load = await run();
        var (after, used) = (await site.Usage(), await DatabaseUsage.Milliseconds(site.Database) - there);
        return new(load, (after.CpuMilliseconds - before.CpuMilliseconds) / load.Requests, used / load.Requests,
            (after.AllocatedBytes - before.AllocatedBytes) / 1024d / load.Requests);
    }
}

/// <summary>Ours beside the hand-written one, as lines of a table.</summary>
internal static class Table
{
    public static string Head =>
        "| work | site | requests/s | CPU ms | database CPU ms | p50 ms | p99 ms | allocated KB | answer KB | throughput ratio "
            + "|\n|---|---|--:|--:|--:|--:|--:|--:|--:|--:|";

    public static string Rows(string work, Measurement ours, Measurement byHand) =>
        Row(work, "Kabinet", ours, $"{ours.Load.PerSecond / byHand.Load.PerSecond:0.00}") + "\n" + Row("", "by hand", byHand, "1");

    private static string Row(string work, string site, Measurement measured, string ratio) => FormattableString.Invariant(
        $"| {work} | {site} | {measured.Load.PerSecond:0} | {measured.CpuMilliseconds:0.00} | {measured.DatabaseMilliseconds:0.00} | "
            + $"{measured.Load.P50.TotalMilliseconds:0.0} | {measured.Load.P99.TotalMilliseconds:0.0} | {measured.AllocatedKilobytes:0} "
            + $"| {measured.Load.Bytes / 1024d:0.0} | {ratio} |");
}
