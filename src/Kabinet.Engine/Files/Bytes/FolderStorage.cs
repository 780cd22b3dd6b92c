using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Files.Bytes;

/// <summary>Keeps bytes in a folder of the machine, under folders named by the first two letters of the key.</summary>
/// <param name="root">The folder.</param>
internal sealed class FolderStorage(string root) : IFileStorage
{
    public ValueTask Keep(string key, string path, CancellationToken cancellation)
    {
        PrivateFiles.CreateFolder(Path.GetDirectoryName(Place(key))!);
        File.Move(path, Place(key), overwrite: true);
        return default;
    }

    public ValueTask<Stream?> Open(string key, CancellationToken cancellation) => new(OpenLocal(Place(key)));

    /// <summary>Opens a local file for streaming; null where it is missing.</summary>
    public static Stream? OpenLocal(string path)
    {
        try { return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 81_920,
            FileOptions.Asynchronous | FileOptions.SequentialScan); }
        catch (IOException absent) when (absent is FileNotFoundException or DirectoryNotFoundException) { return null; }
    }

    private string Place(string key) => Path.Combine(root, key[..2], key);
}
