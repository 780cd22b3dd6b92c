namespace Kabinet.Web.Request;

/// <summary>
/// Bytes of an upload as the client sends them. Where they break off or are no multipart, the client is at fault; a failure of our own disk
/// while they are stored stays one of ours.
/// </summary>
internal sealed class SentStream(Stream inner) : Stream
{
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Tells a torn body as the client's fault.</summary>
    /// <exception cref="BadHttpRequestException">The body breaks off or is no multipart.</exception>
    public static async ValueTask<T> Told<T>(ValueTask<T> reading)
    {
        try { return await reading; }
        catch (Exception torn) when (torn is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new BadHttpRequestException("The body is torn", StatusCodes.Status400BadRequest, torn);
        }
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Told(inner.ReadAsync(buffer, cancellationToken));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
