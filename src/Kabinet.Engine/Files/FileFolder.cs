using System.Buffers;
using System.Security.Cryptography;

namespace Kabinet.Engine.Files;

/// <summary>
/// Bytes of files on disk. They arrive in <c>incoming/</c>, their row is committed, then they move into place under two letters of their random key.
/// A crash between leaves them in <c>incoming/</c>: with a row they are finished at the next start, without one they are rubbish.
/// </summary>
internal sealed class FileFolder
{
    private const int BufferSize = 81_920;
    private readonly string root;
    private readonly string incoming;

    /// <param name="root">The folder; made where absent.</param>
    public FileFolder(string root)
    {
        this.root = Path.GetFullPath(root);
        incoming = Path.Combine(this.root, "incoming");
        Directory.CreateDirectory(incoming);
    }

    /// <summary>Writes a stream to disk as it comes, counting and hashing; null when it is longer than the limit, and nothing stays.</summary>
    public async ValueTask<ReceivedBytes?> Receive(Stream content, long limit, CancellationToken cancellation)
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var kept = false;
        try
        {
            var received = await Copy(content, key, limit, cancellation);
            kept = received is not null;
            return received;
        }
        finally
        {
            if (!kept) Discard(key);
        }
    }

    /// <summary>Moves received bytes into place; nothing happens where they are there already.</summary>
    public void Keep(string key)
    {
        var arrived = Path.Combine(incoming, key);
        if (!File.Exists(arrived)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(Place(key))!);
        File.Move(arrived, Place(key), overwrite: true);
    }

    /// <summary>Forgets received bytes.</summary>
    public void Discard(string key) => File.Delete(Path.Combine(incoming, key));

    /// <summary>The bytes of a key; null where the disk has lost them. The caller disposes the stream.</summary>
    public Stream? Open(string key)
    {
        // Bytes only ever move from incoming into place, so asking in this order misses none.
        foreach (var path in (string[])[Path.Combine(incoming, key), Place(key)])
        {
            try { return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, FileOptions.Asynchronous | FileOptions.SequentialScan); }
            catch (IOException absent) when (absent is FileNotFoundException or DirectoryNotFoundException) { continue; }
        }
        return null;
    }

    /// <summary>Keys still in <c>incoming/</c> that arrived before a moment.</summary>
    public IReadOnlyList<string> ArrivedBefore(DateTime moment) =>
        [.. new DirectoryInfo(incoming).EnumerateFiles().Where(file => file.LastWriteTimeUtc < moment).Select(file => file.Name)];

    private string Place(string key) => Path.Combine(root, key[..2], key);

    private async ValueTask<ReceivedBytes?> Copy(Stream content, string key, long limit, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var file = new FileStream(Path.Combine(incoming, key), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
            long size = 0;
            for (int read; (read = await content.ReadAsync(buffer, cancellation)) > 0;)
            {
                size += read;
                if (size > limit) return null;
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }
            // The row must not outlive its bytes: they are on the disk before the row is written.
            file.Flush(flushToDisk: true);
            return new(key, size, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

/// <summary>Bytes that lie in <c>incoming/</c>.</summary>
internal sealed record ReceivedBytes(string Key, long Size, string Sha256);
