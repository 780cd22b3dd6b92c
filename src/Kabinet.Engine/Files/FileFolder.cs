using System.Buffers;
using System.Security.Cryptography;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Files;

/// <summary>
/// Files on disk. Bytes are written to <c>incoming/</c>, the row is committed, then they move to a folder named by two letters of the key.
/// After a crash between these steps, the next start moves files that have a row and deletes those that have none.
/// </summary>
internal sealed class FileFolder
{
    private const int BufferSize = 81_920;
    private readonly string root;
    private readonly string incoming;

    /// <param name="root">The folder; created when missing.</param>
    public FileFolder(string root)
    {
        this.root = Path.GetFullPath(root);
        incoming = Path.Combine(this.root, "incoming");
        PrivateFiles.OwnFolder(this.root);
        PrivateFiles.OwnFolder(incoming);
    }

    /// <summary>Streams content to disk, with size and hash; null when it exceeds the limit in bytes, and then nothing is kept.</summary>
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

    /// <summary>Moves received bytes to their final place; does nothing when they are already there.</summary>
    public void Keep(string key)
    {
        var arrived = Path.Combine(incoming, key);
        if (!File.Exists(arrived)) return;
        PrivateFiles.CreateFolder(Path.GetDirectoryName(Place(key))!);
        File.Move(arrived, Place(key), overwrite: true);
    }

    /// <summary>Deletes received bytes.</summary>
    public void Discard(string key) => File.Delete(Path.Combine(incoming, key));

    /// <summary>Opens the bytes of a key; null when they are missing on disk. The caller disposes the stream.</summary>
    public Stream? Open(string key)
    {
        // Files only move from incoming to their place, so this order of checks misses none.
        foreach (var path in (string[])[Path.Combine(incoming, key), Place(key)])
        {
            try { return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize,
                FileOptions.Asynchronous | FileOptions.SequentialScan); }
            catch (IOException absent) when (absent is FileNotFoundException or DirectoryNotFoundException) { continue; }
        }
        return null;
    }

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

    private string Place(string key) => Path.Combine(root, key[..2], key);

    private async ValueTask<ReceivedBytes?> Copy(Stream content, string key, long limit, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var file = OnDisk(() => new FileStream(Path.Combine(incoming, key), PrivateFiles.New()));
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

/// <summary>The folder of files cannot be written: its disk is full or closed. Nothing of the file was kept.</summary>
public sealed class FilesUnavailableException(Exception inner) : Exception("The folder of files cannot be written", inner);
