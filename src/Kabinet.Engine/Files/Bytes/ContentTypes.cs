namespace Kabinet.Engine.Files.Bytes;

/// <summary>
/// Media types from a fixed list; the type claimed by the uploader is never used. What browsers show in our pages, pictures and PDF, is
/// known by its content alone: bytes that only call themselves so are <c>application/octet-stream</c>. Other types go by the extension.
/// </summary>
internal static class ContentTypes
{
    public const string Pdf = "application/pdf";
    /// <summary>Bytes of which nothing is known.</summary>
    public const string Bytes = "application/octet-stream";

    private static readonly Dictionary<string, string> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".7z"] = "application/x-7z-compressed",
        [".avif"] = "image/avif",
        [".bmp"] = "image/bmp",
        [".csv"] = "text/csv",
        [".doc"] = "application/msword",
        [".docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [".dwg"] = "image/vnd.dwg",
        [".dxf"] = "image/vnd.dxf",
        [".gif"] = "image/gif",
        [".heic"] = "image/heic",
        [".jpeg"] = "image/jpeg",
        [".jpg"] = "image/jpeg",
        [".mov"] = "video/quicktime",
        [".mp3"] = "audio/mpeg",
        [".mp4"] = "video/mp4",
        [".odp"] = "application/vnd.oasis.opendocument.presentation",
        [".ods"] = "application/vnd.oasis.opendocument.spreadsheet",
        [".odt"] = "application/vnd.oasis.opendocument.text",
        [".pdf"] = Pdf,
        [".png"] = "image/png",
        [".ppt"] = "application/vnd.ms-powerpoint",
        [".pptx"] = "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        [".rar"] = "application/vnd.rar",
        [".rtf"] = "application/rtf",
        [".sig"] = "application/pgp-signature",
        [".tif"] = "image/tiff",
        [".tiff"] = "image/tiff",
        [".txt"] = "text/plain; charset=utf-8",
        [".webp"] = "image/webp",
        [".xls"] = "application/vnd.ms-excel",
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [".zip"] = "application/zip",
    };

    /// <summary>Pictures of pixels that every browser shows.</summary>
    private static readonly HashSet<string> Pictures = new(StringComparer.Ordinal)
    {
        "image/avif", "image/bmp", "image/gif", "image/jpeg", "image/png", "image/webp",
    };

    /// <summary>The type of a file.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="head">Its first bytes, up to <see cref="Signatures.Length"/>.</param>
    public static string Of(string name, ReadOnlySpan<byte> head)
    {
        var (named, found) = (Named(name), Signatures.Find(head));
        if (found is not null && IsShown(found)) return found;
        return IsShown(named) ? found ?? Bytes : named == Bytes ? found ?? Bytes : named;
    }

    /// <summary>The type that the extension promises.</summary>
    public static string Named(string name) => ByExtension.GetValueOrDefault(Path.GetExtension(name), Bytes);

    /// <summary>A picture that browsers show.</summary>
    public static bool IsPicture(string type) => Pictures.Contains(type);

    /// <summary>The name promises what browsers show, and the content is something else.</summary>
    public static bool IsFalse(string name, string type) => IsShown(Named(name)) && !IsShown(type);

    private static bool IsShown(string type) => type == Pdf || IsPicture(type);
}
