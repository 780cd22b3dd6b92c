using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Kabinet.Bench;

/// <summary>What one run of requests took.</summary>
/// <param name="Requests">How many were answered.</param>
/// <param name="Elapsed">Wall time.</param>
/// <param name="P50">Half were answered within.</param>
/// <param name="P99">All but one of a hundred were answered within.</param>
/// <param name="Bytes">Size of one answer.</param>
internal sealed record LoadResult(int Requests, TimeSpan Elapsed, TimeSpan P50, TimeSpan P99, long Bytes)
{
    public double PerSecond => Requests / Elapsed.TotalSeconds;

    /// <summary>Several runs as one: the median of their medians, the worst of their worst.</summary>
    public static LoadResult Of(IReadOnlyList<LoadResult> runs) =>
        new(runs.Sum(run => run.Requests), runs.Aggregate(TimeSpan.Zero, (sum, run) => sum + run.Elapsed),
        runs.Select(run => run.P50).Order().ElementAt(runs.Count / 2), runs.Max(run => run.P99), runs[^1].Bytes);
}

/// <summary>A closed loop: so many clients, each asking again as soon as it is answered.</summary>
internal sealed class Load(HttpClient client, int clients)
{
    /// <summary>Asks for a time. The maker of requests gets a running number.</summary>
    public Task<LoadResult> For(TimeSpan time, Func<int, HttpRequestMessage> request)
    {
        var until = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        return Run(_ => Stopwatch.GetTimestamp() < until, request);
    }

    /// <summary>Asks so many times.</summary>
    public Task<LoadResult> Times(int count, Func<int, HttpRequestMessage> request) => Run(number => number < count, request);

    private async Task<LoadResult> Run(Func<int, bool> goesOn, Func<int, HttpRequestMessage> request)
    {
        var latencies = new ConcurrentBag<List<long>>();
        var (number, bytes) = (-1, 0L);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            var own = new List<long>(4096);
            for (var next = Interlocked.Increment(ref number); goesOn(next); next = Interlocked.Increment(ref number))
            {
                var asked = Stopwatch.GetTimestamp();
                bytes = await Ask(request(next));
                own.Add(Stopwatch.GetTimestamp() - asked);
            }
            latencies.Add(own);
        })));
        var all = latencies.SelectMany(own => own).Order().ToArray();
        return new(all.Length, Stopwatch.GetElapsedTime(started), At(all, 0.50), At(all, 0.99), bytes);
    }

    private async Task<long> Ask(HttpRequestMessage request)
    {
        using (request)
        using (var response = await client.SendAsync(request))
        {
            var body = await response.Content.ReadAsByteArrayAsync();
            if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.SeeOther))
                throw new InvalidOperationException(
                    $"{request.Method} {request.RequestUri}: {(int)response.StatusCode} "
                    + $"{System.Text.Encoding.UTF8.GetString(body)[..Math.Min(body.Length, 400)]}");
            return body.Length;
        }
    }

    private static TimeSpan At(long[] ordered, double share) =>
        ordered.Length == 0 ? TimeSpan.Zero
            : TimeSpan.FromSeconds(ordered[Math.Min(ordered.Length - 1, (int)(ordered.Length * share))] / (double)Stopwatch.Frequency);
}
