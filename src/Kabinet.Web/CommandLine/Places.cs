namespace Kabinet.Web.CommandLine;

/// <summary>Where things lie: in a clone, found from the build's folder upwards; in a published copy, beside the executable.</summary>
internal static class Places
{
    private static readonly string? Clone = CloneFrom(new(AppContext.BaseDirectory));

    /// <summary>Parent of <c>solutions/</c>.</summary>
    public static string Root => Clone ?? AppContext.BaseDirectory;

    /// <summary>Parent of <c>wwwroot/</c>.</summary>
    public static string Content => Clone is null ? AppContext.BaseDirectory : Path.Combine(Clone, "src", "Kabinet.Web");

    private static string? CloneFrom(DirectoryInfo? folder) =>
        folder is null ? null : File.Exists(Path.Combine(folder.FullName, "Kabinet.slnx")) ? folder.FullName : CloneFrom(folder.Parent);
}
