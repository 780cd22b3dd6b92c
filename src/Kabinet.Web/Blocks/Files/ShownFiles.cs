namespace Kabinet.Web.Blocks;

/// <summary>
/// Files that a browser shows inside our pages: pictures of pixels and PDF. Anything that could carry a script (SVG, HTML) or that only a
/// program opens is downloaded.
/// </summary>
internal static class ShownFiles
{
    public const string Pdf = "application/pdf";

    private static readonly HashSet<string> Pictures = new(StringComparer.Ordinal)
    {
        "image/avif", "image/bmp", "image/gif", "image/jpeg", "image/png", "image/webp",
    };

    public static bool Shows(string contentType) => contentType == Pdf || Pictures.Contains(contentType);
}
