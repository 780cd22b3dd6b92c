using System.Buffers.Binary;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Files.Pictures;

/// <summary>
/// Takes out of a picture what its camera and programs wrote into it (place, device, names, comments), without decoding it: the pixels
/// stay as they are. How it is turned and its colours are kept. JPEG, PNG and WebP; other formats stay whole.
/// </summary>
internal static class PictureMetadata
{
    private delegate bool Stripping(BinaryReader source, Stream target, int turn);

    private static readonly Dictionary<string, Stripping> ByType = new(StringComparer.Ordinal)
    {
        ["image/jpeg"] = JpegSegments.Copy,
        ["image/png"] = PngChunks.Copy,
        ["image/webp"] = WebpChunks.Copy,
    };

    /// <summary>Whether metadata of this type can be taken out.</summary>
    public static bool Knows(string type) => ByType.ContainsKey(type);

    /// <summary>Rewrites the file without its metadata; false where it is not built as its format says, and then it is unchanged.</summary>
    /// <param name="path">The file.</param>
    /// <param name="type">Its type.</param>
    /// <param name="turn">How it is turned, 1 to 8 as in EXIF.</param>
    public static bool Strip(string path, string type, int turn)
    {
        var stripped = path + ".stripped";
        try
        {
            using (var source = new BinaryReader(File.OpenRead(path)))
            using (var target = new FileStream(stripped, PrivateFiles.New(81_920)))
                if (!ByType[type](source, target, turn)) return false;
            File.Move(stripped, path, overwrite: true);
            return true;
        }
        catch (EndOfStreamException) { return false; }
        finally { File.Delete(stripped); }
    }

    /// <summary>Copies bytes of a known number.</summary>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    public static void CopyTo(this BinaryReader source, Stream target, long count)
    {
        var buffer = new byte[81_920];
        for (int read; count > 0; count -= read)
        {
            read = source.Read(buffer, 0, (int)Math.Min(buffer.Length, count));
            if (read == 0) throw new EndOfStreamException();
            target.Write(buffer, 0, read);
        }
    }

    /// <summary>A number of two bytes, the greater one first.</summary>
    public static int BigShort(this BinaryReader source) => BinaryPrimitives.ReadUInt16BigEndian(source.Exactly(2));

    /// <summary>Bytes of a known number.</summary>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    public static byte[] Exactly(this BinaryReader source, int count) =>
        source.ReadBytes(count) is { } bytes && bytes.Length == count ? bytes : throw new EndOfStreamException();
}
