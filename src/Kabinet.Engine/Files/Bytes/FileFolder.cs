using System.Buffers;
using System.Security.Cryptography;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Files.Bytes;

/// <summary>
/// Bytes of files on their way: received into <c>incoming/</c>, then the row is committed, then the storage keeps them. After a crash
/// between these steps, the next start hands over those that have a row and deletes the others.
/// </summary>
internal sealed class FileFolder
{
    private const int BufferSize = 81_920;
    private readonly IFileStorage storage;
    private readonly string incoming;

    /// <param name="root">The folder; created when missing.</param>
    /// <param name="storage">Where bytes are kept; null for the folder itself.</param>
    public FileFolder(string root, IFileStorage? storage = null)
    {
        root = Path.GetFullPath(root);
        this.storage = storage ?? new FolderStorage(root);
        incoming = Path.Combine(root, "incoming");
        PrivateFiles.OwnFolder(root);
        PrivateFiles.OwnFolder(incoming);
    }

    /// <summary>Streams content to disk, with size and hash; null when it exceeds the limit in bytes, and then nothing is kept.</summary>
    public async ValueTask<ReceivedBytes?> Receive(Stream content, long limit, CancellationToken cancellation)
    {
        var key = NewKey();
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

    /// <summary>Reads content without keeping it; null when it exceeds the limit in bytes.</summary>
    public static async ValueTask<ReceivedBytes?> Read(Stream content, long limit, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long size = 0;
            for (int read; (read = await content.ReadAsync(buffer, cancellation)) > 0;)
            {
                size += read;
                if (size > limit) return null;
                hash.AppendData(buffer, 0, read);
            }
            return new("", size, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>A new place for bytes made on the machine, such as a thumbnail; they are kept and discarded like received ones.</summary>
    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Where bytes stand before they are kept.</summary>
    public string Incoming(string key) => Path.Combine(incoming, key);

    /// <summary>Hands received bytes to the storage; does nothing when it has them already.</summary>
    /// <exception cref="IOException">The storage does not take them now.</exception>
    public async ValueTask Keep(string key, CancellationToken cancellation)
    {
        if (File.Exists(Incoming(key))) await storage.Keep(key, Incoming(key), cancellation);
    }

    /// <summary>Deletes received bytes.</summary>
    public void Discard(string key) => File.Delete(Incoming(key));

    /// <summary>Opens the bytes of a key; null when they are missing. The caller disposes the stream.</summary>
    // Bytes only move from incoming to the storage, so this order of checks misses none.
    public async ValueTask<Stream?> Open(string key, CancellationToken cancellation) =>
        FolderStorage.OpenLocal(Incoming(key)) ?? await storage.Open(key, cancellation);

    /// <summary>Keys in <c>incoming/</c> older than a moment.</summary>
    public IReadOnlyList<string> ArrivedBefore(DateTime moment) =>
        [.. new DirectoryInfo(incoming).EnumerateFiles().Where(file => file.LastWriteTimeUtc < moment).Select(file => file.Name)];

    /// <summary>Writes and deletes a file, to see that the folder takes one.</summary>
    /// <exception cref="FilesUnavailableException">The folder cannot be written, or its disk is full.</exception>
    public void Try()
    {
        var probe = Path.Combine(incoming, $"probe-{Guid.NewGuid():N}");
        OnDisk(() =>
        {
            try
            {
                using var file = new FileStream(probe, PrivateFiles.New());
                file.Write(new byte[BufferSize]);
                file.Flush(flushToDisk: true);
            }
            finally { File.Delete(probe); }
            return true;
        });
    }

    /// <summary>An error of the disk, not of whoever sends the bytes.</summary>
    private static T OnDisk<T>(Func<T> work)
    {
        try { return work(); }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException) { throw new FilesUnavailableException(error); }
    }

    private async ValueTask<ReceivedBytes?> Copy(Stream content, string key, long limit, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var file = OnDisk(() => new FileStream(Incoming(key), PrivateFiles.New()));
            long size = 0;
            for (int read; (read = await content.ReadAsync(buffer, cancellation)) > 0;)
            {
                size += read;
                if (size > limit) return null;
                hash.AppendData(buffer, 0, read);
                try { await file.WriteAsync(buffer.AsMemory(0, read), cancellation); }
                catch (IOException full) { throw new FilesUnavailableException(full); }
            }
            // The bytes are flushed before the row is written, so a row never exists without its bytes.
            OnDisk(() =>
            {
                file.Flush(flushToDisk: true);
                return true;
            });
            return new(key, size, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
