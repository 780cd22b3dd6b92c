namespace Kabinet.Engine.Files.Bytes;

/// <summary>Where the bytes of files are kept once their rows are committed. Bytes never change: a key is written once.</summary>
internal interface IFileStorage
{
    /// <summary>Takes a local file and keeps it under a key. The local file is gone afterwards.</summary>
    /// <exception cref="IOException">The storage does not take it; the local file is still there.</exception>
    ValueTask Keep(string key, string path, CancellationToken cancellation);

    /// <summary>Opens bytes for reading from any position; null where there are none. The caller disposes the stream.</summary>
    ValueTask<Stream?> Open(string key, CancellationToken cancellation);
}
