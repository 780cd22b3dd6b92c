namespace Kabinet.Engine.Files.Bytes;

/// <summary>Media types by the first bytes of a file: the formats' own marks.</summary>
internal static class Signatures
{
    /// <summary>Bytes that are looked at.</summary>
    public const int Length = 1_024;

    private const int BrandAt = 8;
    private static readonly byte[] Pdf = "%PDF"u8.ToArray();

    private static readonly (int At, byte[] Mark, string Type)[] All =
    [
        (0, [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        (0, [0xFF, 0xD8, 0xFF], "image/jpeg"),
        (0, "GIF87a"u8.ToArray(), "image/gif"),
        (0, "GIF89a"u8.ToArray(), "image/gif"),
        (BrandAt, "WEBP"u8.ToArray(), "image/webp"),
        (0, "BM"u8.ToArray(), "image/bmp"),
        (BrandAt, "avif"u8.ToArray(), "image/avif"),
        (BrandAt, "heic"u8.ToArray(), "image/heic"),
        (BrandAt, "heix"u8.ToArray(), "image/heic"),
        (BrandAt, "mif1"u8.ToArray(), "image/heic"),
        (BrandAt, "qt  "u8.ToArray(), "video/quicktime"),
        (0, [(byte)'I', (byte)'I', 0x2A, 0], "image/tiff"),
        (0, [(byte)'M', (byte)'M', 0, 0x2A], "image/tiff"),
        (0, "AC10"u8.ToArray(), "image/vnd.dwg"),
        (0, [(byte)'P', (byte)'K', 3, 4], "application/zip"),
        (0, "Rar!"u8.ToArray(), "application/vnd.rar"),
        (0, [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C], "application/x-7z-compressed"),
        (0, "{\\rtf"u8.ToArray(), "application/rtf"),
    ];

    /// <summary>The type that the bytes tell; null for none of those known.</summary>
    public static string? Find(ReadOnlySpan<byte> head)
    {
        foreach (var (at, mark, type) in All)
            if (head.Length >= at + mark.Length && head.Slice(at, mark.Length).SequenceEqual(mark)) return type;
        // Readers of PDF accept other bytes before the mark, and programs write them.
        return head.IndexOf(Pdf) >= 0 ? ContentTypes.Pdf : null;
    }
}
