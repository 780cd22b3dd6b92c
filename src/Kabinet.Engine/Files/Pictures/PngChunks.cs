using System.Buffers.Binary;
using System.Text;

namespace Kabinet.Engine.Files.Pictures;

/// <summary>
/// Copies the chunks of a PNG that pixels and colours need, an animation's among them, and leaves out texts, times and EXIF.
/// </summary>
internal static class PngChunks
{
    private const int SignatureLength = 8, ChecksumLength = 4;
    private const string Last = "IEND";

    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal)
    {
        "IHDR", "PLTE", "IDAT", Last, "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs", "cICP", "acTL", "fcTL", "fdAT",
    };

    public static bool Copy(BinaryReader source, Stream target, int turn)
    {
        target.Write(source.Exactly(SignatureLength));
        string name;
        do
        {
            var head = source.Exactly(SignatureLength);
            var length = BinaryPrimitives.ReadUInt32BigEndian(head);
            name = Encoding.ASCII.GetString(head, 4, 4);
            var kept = Kept.Contains(name);
            if (kept) target.Write(head);
            source.CopyTo(kept ? target : Stream.Null, (long)length + ChecksumLength);
        }
        while (name != Last);
        return true;
    }
}
