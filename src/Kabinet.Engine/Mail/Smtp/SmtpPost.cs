using System.Net.Sockets;
using Kabinet.Engine.Outbox;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Kabinet.Engine.Mail.Smtp;

/// <summary>
/// Sends letters to a mail server over one connection that is kept. While the server does not respond, nothing is tried for a pause that
/// grows, so that a thousand letters do not knock a thousand times.
/// </summary>
internal sealed class SmtpPost(MailServer server, TimeProvider clock) : ILetterPost, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60), Fresh = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(15), LongestPause = TimeSpan.FromMinutes(10);
    private readonly SemaphoreSlim turn = new(1, 1);
    private SmtpClient? client;
    private DateTimeOffset usedAt, awayUntil;
    private TimeSpan pause;

    public async ValueTask<PostAnswer> Send(OutgoingLetter letter, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            if (awayUntil - clock.GetUtcNow() is { Ticks: > 0 } left) return new PostAnswer.Away(left);
            return await SendNow(letter, cancellation);
        }
        finally { turn.Release(); }
    }

    private async ValueTask<PostAnswer> SendNow(OutgoingLetter letter, CancellationToken cancellation)
    {
        if (SmtpMessage.Of(letter, server) is not { } message) return new PostAnswer.Refused($"No address: {letter.Receiver}");
        // A server that accepts a connection and then says nothing must not hold the letters for ever.
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            var connected = await Connected(either.Token);
            var answer = await connected.SendAsync(message, either.Token);
            (usedAt, pause) = (clock.GetUtcNow(), TimeSpan.Zero);
            return new PostAnswer.Sent(answer);
        }
        catch (SmtpCommandException refused) when (refused.ErrorCode is not SmtpErrorCode.SenderNotAccepted
            && client?.IsConnected == true)
        {
            usedAt = clock.GetUtcNow();
            if ((int)refused.StatusCode is >= 500 and < 600) return new PostAnswer.Refused(WordsOf(refused));
            throw new DeliveryDelayedException(WordsOf(refused), refused);
        }
        catch (Exception error) when (IsOfServer(error, cancellation))
        {
            GoAway();
            var words = error is OperationCanceledException ? $"{server.Told} does not answer" : WordsOf(error);
            throw new DeliveryDelayedException(words, error);
        }
        catch { Drop(); throw; }
    }

    private async ValueTask<SmtpClient> Connected(CancellationToken cancellation)
    {
        if (client is { IsConnected: true } kept && (clock.GetUtcNow() - usedAt < Fresh || await IsAlive(kept, cancellation))) return kept;
        Drop();
        // Revocation lists are asked of third servers; where one of them is down, no letter would leave.
        var opened = client = new SmtpClient { CheckCertificateRevocation = false };
        await opened.ConnectAsync(server.Host, server.Port, server.IsEncrypted ? SecureSocketOptions.SslOnConnect
            : server.MayBePlain ? SecureSocketOptions.StartTlsWhenAvailable : SecureSocketOptions.StartTls, cancellation);
        if (server.User is { } user) await opened.AuthenticateAsync(user, server.Password ?? "", cancellation);
        return opened;
    }

    /// <summary>Servers close connections that were idle. That is no failure, and no letter is lost in one.</summary>
    private static async ValueTask<bool> IsAlive(SmtpClient kept, CancellationToken cancellation)
    {
        try
        {
            await kept.NoOpAsync(cancellation);
            return true;
        }
        catch (Exception error) when (error is IOException or ProtocolException or CommandException or ServiceNotConnectedException)
        {
            return false;
        }
    }

    private static bool IsOfServer(Exception error, CancellationToken cancellation) =>
        error is IOException or SocketException or ProtocolException or CommandException or AuthenticationException
            or ServiceNotConnectedException or ServiceNotAuthenticatedException or SslHandshakeException or NotSupportedException
            || error is OperationCanceledException && !cancellation.IsCancellationRequested;

    private void GoAway()
    {
        Drop();
        pause = pause == TimeSpan.Zero ? FirstPause : pause * 2 < LongestPause ? pause * 2 : LongestPause;
        awayUntil = clock.GetUtcNow() + pause;
    }

    private void Drop()
    {
        client?.Dispose();
        client = null;
    }

    private static string WordsOf(Exception error) =>
        error is SmtpCommandException command ? $"{(int)command.StatusCode} {command.Message}" : error.Message;

    /// <summary>Says goodbye to the server, unless it is not there to hear it.</summary>
    public async ValueTask DisposeAsync()
    {
        await turn.WaitAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            if (client is { IsConnected: true } kept) await kept.DisconnectAsync(quit: true, patience.Token);
        }
        catch (Exception error) when (IsOfServer(error, CancellationToken.None)) { }
        Drop();
        turn.Dispose();
    }
}
