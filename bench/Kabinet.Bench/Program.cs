namespace Kabinet.Bench;

/// <summary>Has a name of its own, since <c>Program</c> is the site's.</summary>
internal static class Start
{
    private static Task<int> Main(string[] args) => Benchmark.Run(args);
}
