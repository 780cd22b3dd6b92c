using System.Net;
using System.Net.Sockets;
using System.Text;
using Kabinet.Engine.Mail.Smtp;

namespace Kabinet.Tests.Mail;

/// <summary>
/// A mail server of this process, over a real socket, that answers as a test says. It keeps what it was given to the last byte, also where
/// it died before it could say so.
/// </summary>
internal sealed class MailServerStandIn : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly List<Task> talks = [];
    private readonly List<string> received = [];
    private readonly Task listening;

    public MailServerStandIn()
    {
        listener.Start();
        listening = Task.Run(Listen);
    }

    /// <summary>What it says to each word; null to close the connection, "" to say nothing for ever.</summary>
    public Func<string, string?> Says { get; set; } = word => Ordinary(word);
    /// <summary>Connections so far.</summary>
    public int Connections { get; private set; }
    /// <summary>Raised when it has nothing to say.</summary>
    public TaskCompletionSource Silent { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    /// <summary>Every message that reached it, whole.</summary>
    public IReadOnlyList<string> Received
    {
        get { lock (received) return [.. received]; }
    }

    public MailServer Address => new("localhost", ((IPEndPoint)listener.LocalEndpoint).Port, IsEncrypted: false)
        { From = "Bureau <robot@bureau.example>" };

    /// <summary>What a server says that has nothing against anything. The word after a message is a dot.</summary>
    public static string? Ordinary(string word) => word.ToUpperInvariant() switch
    {
        "HELLO" => "220 ready",
        "EHLO" => "250-stand-in\r\n250 8BITMIME",
        "DATA" => "354 go on",
        "." => "250 queued as 7",
        "QUIT" => "221 bye",
        _ => "250 ok",
    };

    private async Task Listen()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                Connections++;
                talks.Add(Task.Run(() => Talk(client)));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { return; }
    }

    private async Task Talk(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.UTF8);
                for (var word = "HELLO"; word is not null && await Answer(stream, reader, word);)
                    word = (await reader.ReadLineAsync(stop.Token))?.Split(' ')[0];
            }
            // The other side may be gone, and so may we.
            catch (Exception error) when (error is IOException or OperationCanceledException) { return; }
        }
    }

    private async Task<bool> Answer(NetworkStream stream, StreamReader reader, string word)
    {
        var said = Says(word);
        if (said is { Length: 0 })
        {
            Silent.TrySetResult();
            await Task.Delay(Timeout.Infinite, stop.Token);
        }
        if (said is null) return false;
        await stream.WriteAsync(Encoding.UTF8.GetBytes(said + "\r\n"), stop.Token);
        if (word.Equals("DATA", StringComparison.OrdinalIgnoreCase) && said[0] == '3')
        {
            await Take(reader);
            return await Answer(stream, reader, ".");
        }
        return !word.Equals("QUIT", StringComparison.OrdinalIgnoreCase);
    }

    private async Task Take(StreamReader reader)
    {
        var message = new StringBuilder();
        for (string? line; (line = await reader.ReadLineAsync(stop.Token)) is not (null or ".");) message.AppendLine(line);
        lock (received) received.Add(message.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await listening;
        await Task.WhenAll(talks);
        stop.Dispose();
    }
}
