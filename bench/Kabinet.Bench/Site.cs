using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using Kabinet.Engine.People;

namespace Kabinet.Bench;

/// <summary>What a site's process has used since it started.</summary>
/// <param name="CpuMilliseconds">Processor time.</param>
/// <param name="AllocatedBytes">Managed memory allocated.</param>
/// <param name="WorkingSetBytes">Memory it holds now, with what it has mapped of files.</param>
/// <param name="PrivateBytes">Without what the system shares or can read again: the pages of a database file that are mapped.</param>
internal sealed record Usage(double CpuMilliseconds, long AllocatedBytes, long WorkingSetBytes, long PrivateBytes);

/// <summary>
/// A site in a process of its own, so that its processor time is its own. It says where it listens, and its usage whenever a line comes in.
/// </summary>
internal sealed class Site : IAsyncDisposable
{
    private const string ListeningMark = "listening ", UsageMark = "usage ";
    private readonly Process process;
    private readonly ChannelReader<string> answers;

    private Site(Process process, ChannelReader<string> answers, string address) =>
        (this.process, this.answers, Address) = (process, answers, new(address));

    public Uri Address { get; }
    public required TimeSpan StartedIn { get; init; }
    /// <summary>The database it works on.</summary>
    public required string Database { get; init; }

    public static async Task<Site> Start(params string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        var child = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true,
            UseShellExecute = false })!;
        var said = Listen(child).Reader;
        var address = (await said.ReadAsync())[ListeningMark.Length..];
        return new(child, said, address) { StartedIn = clock.Elapsed, Database = arguments[Array.IndexOf(arguments, "--database") + 1] };
    }

    /// <summary>Runs in the child: serves until its input ends.</summary>
    public static async Task Serve(WebApplication app)
    {
        await app.StartAsync();
        Console.WriteLine(ListeningMark + $"{app.Urls.First()}");
        while (await Console.In.ReadLineAsync() is not null)
        {
            using var self = Process.GetCurrentProcess();
            Console.WriteLine(UsageMark + JsonSerializer.Serialize(
                new Usage(self.TotalProcessorTime.TotalMilliseconds, GC.GetTotalAllocatedBytes(), self.WorkingSet64, Anonymous())));
        }
        await app.StopAsync();
    }

    private static long Anonymous()
    {
        const string Mark = "RssAnon:";
        const string Status = "/proc/self/status";
        if (!File.Exists(Status)) return 0;
        var line = File.ReadLines(Status).First(line => line.StartsWith(Mark, StringComparison.Ordinal));
        return long.Parse(line[Mark.Length..^" kB".Length].Trim(), System.Globalization.CultureInfo.InvariantCulture) * 1024;
    }

    public async Task<Usage> Usage()
    {
        await process.StandardInput.WriteLineAsync("usage");
        return JsonSerializer.Deserialize<Usage>((await answers.ReadAsync())[UsageMark.Length..])!;
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>What the site says is read all the time, lest a full pipe stop it; its log goes to ours.</summary>
    private static Channel<string> Listen(Process child)
    {
        var said = Channel.CreateUnbounded<string>();
        child.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null) said.Writer.Complete();
            else if (line.Data.StartsWith(ListeningMark, StringComparison.Ordinal)
                || line.Data.StartsWith(UsageMark, StringComparison.Ordinal)) said.Writer.TryWrite(line.Data);
            else Console.Error.WriteLine(line.Data);
        };
        child.BeginOutputReadLine();
        return said;
    }
}
