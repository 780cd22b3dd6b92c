namespace Kabinet.Web.Exports;

/// <summary>
/// Writes to the body of an answer, which takes nothing synchronously. The archive writer of the framework writes the few bytes between
/// two files so; they are collected and go out with the next write. Dispose it to send the last ones.
/// </summary>
internal sealed class CollectedWrites(Stream body) : Stream
{
    private readonly MemoryStream collected = new();

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count) => collected.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => collected.Write(buffer);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Send(cancellationToken);
        await body.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await Send(cancellationToken);
        await body.FlushAsync(cancellationToken);
    }

    public override void Flush()
    {
        // What is collected goes out with the next write.
    }

    public override async ValueTask DisposeAsync()
    {
        await Send(CancellationToken.None);
        await collected.DisposeAsync();
        await base.DisposeAsync();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private async ValueTask Send(CancellationToken cancellation)
    {
        if (collected.Length == 0) return;
        await body.WriteAsync(collected.GetBuffer().AsMemory(0, (int)collected.Length), cancellation);
        collected.SetLength(0);
    }
}
