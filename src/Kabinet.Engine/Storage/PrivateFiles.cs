namespace Kabinet.Engine.Storage;

/// <summary>
/// Files and folders that only the account of the process may open, from the first byte and whatever its umask is. Other accounts of the
/// machine could read the data otherwise. On Windows the folder's own permissions apply.
/// </summary>
public static class PrivateFiles
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    /// <summary>Creates a folder and the missing ones above it. An existing folder keeps its permissions.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }
        // The library gives the mode to the last folder only; those above it would have that of the umask.
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } above && !Directory.Exists(above)) CreateFolder(above);
        Directory.CreateDirectory(path, OwnerFolder);
    }

    /// <summary>Creates a folder of our own or closes the existing one to others.</summary>
    public static void OwnFolder(string path)
    {
        CreateFolder(path);
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path) != OwnerFolder) File.SetUnixFileMode(path, OwnerFolder);
    }

    /// <summary>Options of a new file.</summary>
    public static FileStreamOptions New(int bufferSize = 0)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None,
            BufferSize = bufferSize, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerFile;
        return options;
    }

    /// <summary>Creates an empty file where there is none, and closes an existing one to others.</summary>
    public static void OwnFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerFile;
        using (new FileStream(path, options)) { }
        Close(path);
    }

    /// <summary>Closes a file to others; does nothing where there is none.</summary>
    public static void Close(string path)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & ~OwnerFile) != UnixFileMode.None)
            File.SetUnixFileMode(path, OwnerFile);
    }
}
