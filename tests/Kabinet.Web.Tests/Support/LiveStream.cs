namespace Kabinet.Web.Tests.Support;

/// <summary>An open stream of live events.</summary>
public sealed class LiveStream : IDisposable
{
    private readonly StreamReader reader;

    private LiveStream(StreamReader reader) => this.reader = reader;

    public static async Task<LiveStream> Open(HttpClient client, string topics)
    {
        var lines = new StreamReader(await client.GetStreamAsync($"/api/live?topics={topics}"));
        (await lines.ReadLineAsync()).ShouldBe(": open");
        return new(lines);
    }

    /// <summary>The next event, heartbeats left out; <c>end</c> when the stream ends.</summary>
    public async Task<(string Event, string Data)> Next()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await reader.ReadLineAsync(patience.Token) is { } line)
            if (line.StartsWith("event: ", StringComparison.Ordinal))
                return (line["event: ".Length..], (await reader.ReadLineAsync(patience.Token))!["data: ".Length..]);
        return ("end", "");
    }

    public Task<string> Rest() => reader.ReadToEndAsync();

    public void Dispose() => reader.Dispose();
}
